/** Giving information: the front door, urgent help and the statements every public site needs. */
export { addSignpostingRoutes } from './signposting.routes.tsx'
