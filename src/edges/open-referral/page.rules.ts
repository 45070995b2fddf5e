/** Which page of a list. */
export interface PageAsked {
  /** From 1. */
  page: number
  perPage: number
}

/** The page envelope of Open Referral, all eight fields. An empty list is one empty page; past the last one pages are empty. */
export const pageOf = (contents: readonly object[], total: number, { page, perPage }: PageAsked) => {
  const pages = Math.max(1, Math.ceil(total / perPage))
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  }
}
