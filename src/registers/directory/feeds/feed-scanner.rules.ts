/** What lies around the services of a text, and where it ended. */
export interface Scanned {
  /** The text with a 0 in the place of each service: JSON where the text is; undefined when it is too long. */
  rest: string | undefined
  /** The name of the list that was found; '' is a bare list, undefined none. */
  list: string | undefined
  line: number
  /** It ended within a service. */
  cut: boolean
}

/** `text` is undefined for one larger than any service can be. */
type OnItem = (text: string | undefined, line: number, list: string, n: number) => void

/** The names under which lists of services go: pages of version 3 and 1, and whole feeds. */
export const LISTS = ['contents', 'content', 'services']

/** Characters; what lies around the services may be as long. */
const LARGEST = 16 * 1024 * 1024

/**
 * Finds the services in JSON that comes piece by piece, and hands each on as text as soon as it is complete, with the line
 * on which it begins. Looks at brackets, commas and quotation marks only: whether it is JSON, the parser says.
 */
export function feedScanner(onItem: OnItem): { push(text: string): void; end(): Scanned } {
  let [line, depth, n, inText, escaped] = [1, 0, 0, false, false]
  let list: string | undefined
  let wanted = 0 // how deep the items of the list lie; 0 outside of one
  let item: { kept: Kept; line: number } | undefined
  const rest = keeping()
  let key = ''
  let keyFrom = -1 // where the text that may be a key began, in this piece

  return {
    push(text) {
      let from = 0
      const keep = (to: number) => (item?.kept ?? rest).add(text.slice(from, to))
      const endItem = (at: number) => {
        keep(at)
        const whole = item!
        item = undefined
        from = at
        rest.add(`0${'\n'.repeat(line - whole.line)}`)
        onItem(whole.kept.text(), whole.line, list!, n++)
      }
      const isKey = () => depth === 1 && !item
      for (let at = 0; at < text.length; at++) {
        const c = text.charCodeAt(at)
        if (inText) {
          if (escaped) escaped = false
          else if (c === BACKSLASH) escaped = true
          else if (c === QUOTE) {
            inText = false
            if (isKey()) key += text.slice(keyFrom + 1, at)
          }
          continue
        }
        if (c === NEWLINE) {
          line++
          continue
        }
        if (c <= SPACE || c === COLON) continue
        const inList = wanted > 0 && depth === wanted
        if (inList && item && (c === COMMA || c === END_LIST || c === END_OBJECT)) endItem(at)
        else if (inList && !item && c !== COMMA && c !== END_LIST && c !== END_OBJECT) {
          keep(at)
          from = at
          item = { kept: keeping(), line }
        }
        if (c === QUOTE) {
          inText = true
          if (isKey()) [key, keyFrom] = ['', at]
        } else if (c === LIST || c === OBJECT) {
          depth++
          const name = depth === 1 ? '' : key
          if (c === LIST && !item && wanted === 0 && (depth === 1 || (depth === 2 && LISTS.includes(name))))
            [list, wanted, n] = [name, depth, 0]
        } else if (c === END_LIST || c === END_OBJECT) {
          if (depth === wanted && !item) wanted = 0
          depth--
        }
      }
      keep(text.length)
      if (inText && isKey()) [key, keyFrom] = [key + text.slice(keyFrom + 1), -1]
    },
    end: () => ({ rest: rest.text(), list, line, cut: item !== undefined }),
  }
}

const [NEWLINE, SPACE, QUOTE, COMMA, COLON, LIST, BACKSLASH, END_LIST, OBJECT, END_OBJECT] = [
  10, 32, 34, 44, 58, 91, 92, 93, 123, 125,
] as const

interface Kept {
  add(text: string): void
  text(): string | undefined
}

function keeping(): Kept {
  let parts: string[] = []
  let size = 0
  return {
    add(text) {
      size += text.length
      if (size <= LARGEST) parts.push(text)
      else parts = []
    },
    text: () => (size <= LARGEST ? parts.join('') : undefined),
  }
}
