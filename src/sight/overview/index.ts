/** What analysts and commissioners find here now: what is public, on one page. */
export { addOverviewRoutes } from './overview.routes.tsx'
