import { shownText } from '../listing/listing.rules.ts'

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'list'; items: string[] }

/**
 * Reads a source's text decently: blank lines part paragraphs, "#" begins a sub-heading, "*", "-" or "•" an item of a
 * list, and the marks for bold are left out. Gives plain text only; whoever draws it escapes it.
 */
export function readProse(text: string): Block[] {
  const blocks: Block[] = []
  let parted = true
  for (const raw of text.replaceAll(/\r\n?/g, '\n').split('\n')) {
    const line = raw.trim()
    const heading = /^#{1,6}\s*(.*?)\s*#*$/.exec(line)?.[1]
    const item = /^(?:[*•·‣–-]|\d{1,2}[.)])\s+(.+)$/.exec(line)?.[1]
    const last = blocks.at(-1)
    if (!line) parted = true
    else if (heading !== undefined) {
      if (heading) blocks.push({ kind: 'heading', text: plain(heading) })
      parted = true
    } else if (item) {
      if (last?.kind === 'list') last.items.push(plain(item))
      else blocks.push({ kind: 'list', items: [plain(item)] })
      parted = true
    } else {
      if (last?.kind === 'paragraph' && !parted) last.lines.push(plain(line))
      else blocks.push({ kind: 'paragraph', lines: [plain(line)] })
      parted = false
    }
  }
  return blocks
}

/** "**Free** [form](https://a.example)" is "Free form (https://a.example)". */
const plain = (line: string) =>
  line
    .replaceAll(/\*\*(.+?)\*\*|__(.+?)__/g, (_, stars?: string, bars?: string) => stars ?? bars ?? '')
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 ($2)')
    .replaceAll(/\s+/g, ' ')

/** The first lines of a description, for sources that give no summary; cut between words. */
export function beginningOf(description: string | null): string | undefined {
  const text = shownText(description)
  if (!text) return undefined
  const first = readProse(text).flatMap((block) => (block.kind === 'paragraph' ? [block.lines.join(' ')] : []))[0]
  if (!first || first.length <= 180) return first
  return `${first.slice(0, 180).replace(/\s+\S*$/, '')}…`
}
