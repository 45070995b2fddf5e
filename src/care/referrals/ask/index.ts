/** The public way to ask for help, for oneself or for someone else. */
export { addAskRoutes } from './ask.routes.tsx'
