/** Something a named person or a role must do by a time; what is silent too long goes to the next role up. */
export {
  assignTasks,
  createTask,
  endTasks,
  escalateDueTasks,
  hasOpenTask,
  listOpenTasks,
  type NewTask,
  type Task,
} from './task.queries.ts'
export { MOVES, urgencyOf, type TaskStatus } from './task.rules.ts'
export { taskJobs } from './task.jobs.ts'
