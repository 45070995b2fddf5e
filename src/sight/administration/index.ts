/** The administrator's pages: what came up to them, who has access, the journal, what is set. */
export { addAdministrationRoutes } from './administration.routes.tsx'
