import { Pagination as Frame } from 'nhsuk-react-components'

interface PaginationProps {
  /** From 1. */
  page: number
  pages: number
  href: (page: number) => string
  /** What is paged through, when a page holds two lists. */
  label?: string
}

/** Previous, next and the pages around this one. Nothing at all when there is only one page. */
export function Pagination({ page, pages, href, label = 'Pages' }: PaginationProps) {
  if (pages <= 1) return null
  return (
    <Frame aria-label={label}>
      {page > 1 && <Frame.Link href={href(page - 1)} previous />}
      {pagesToShow(page, pages).map((number, n, shown) => [
        n > 0 && number > shown[n - 1]! + 1 && <Frame.Item key={`gap before ${number}`} ellipsis />,
        <Frame.Item
          key={number}
          href={href(number)}
          number={number}
          current={number === page}
          aria-current={number === page ? 'page' : undefined}
        />,
      ])}
      {page < pages && <Frame.Link href={href(page + 1)} next />}
    </Frame>
  )
}

/** The first, the last, this one and its neighbours; a gap of one page is filled rather than shown as a gap. */
export function pagesToShow(page: number, pages: number): number[] {
  const wanted = new Set([1, page - 1, page, page + 1, pages])
  if (page === 4) wanted.add(2)
  if (page === pages - 3) wanted.add(pages - 1)
  return [...wanted].filter((number) => number >= 1 && number <= pages).toSorted((a, b) => a - b)
}
