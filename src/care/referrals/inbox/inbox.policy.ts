/** Who may open the inbox and answer from it: the same for each of its routes. */
export const INBOX_POLICY = { roles: ['link_worker', 'team_manager'] } as const
