/** What is asked for and missing, in counts that name nobody. */
export { addUnmetNeedRoutes } from './unmet-need/unmet-need.routes.tsx'
