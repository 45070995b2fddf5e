/** Who may open the administrator's pages: the same for each of its routes. The database says it again in each function. */
export const ADMINISTRATOR_POLICY = { roles: ['administrator'] } as const
