import { type Day } from '#platform/days.ts'
import { drawBlocks } from './blocks.ts'
import type { Letter } from './letter.type.ts'
import { COLUMN, MM, Sheet } from './sheet.ts'

/**
 * A letter as PDF: A4, 12 point (16 in large print), the address where a window envelope shows it, page x of y, and the
 * reference on each later page. Tagged (ISO 32000-1 §14.8), so that it can be read aloud and reflowed. The same letter
 * gives the same bytes. Never throws for what stands in it: characters that the typeface lacks are replaced.
 */
export async function renderLetter(letter: Letter): Promise<Buffer> {
  const sheet = new Sheet({
    title: titleOf(letter.subject),
    author: letter.sender.team && titleOf(letter.sender.team),
    madeAt: new Date(`${letter.date}T12:00:00Z`),
    size: letter.largePrint ? 16 : 12,
  })
  drawHead(sheet, letter)
  drawBlocks(sheet, letter.blocks)
  drawPageNumbers(sheet, letter)
  return sheet.bytes()
}

/** pdfkit writes the title into XML as it is. */
const titleOf = (subject: string): string =>
  subject.toWellFormed().replaceAll('&', 'and').replace(/[<>]/g, '').replace(/\p{C}/gu, ' ').trim()

/** Where GOV.UK Notify's printers want sender and recipient (in mm from the left and the top of the page). */
const SENDER = { x: 125 * MM, y: 14 * MM, width: 70 * MM }
const WINDOW = { x: 25 * MM, y: 40 * MM, width: 92 * MM, height: 26 * MM }
const BELOW_WINDOW = 95 * MM

function drawHead(sheet: Sheet, { sender, recipient, date, reference, salutation, subject }: Letter): void {
  const senderEnds = drawSender(sheet, sender)
  drawRecipient(sheet, recipient)
  sheet.filledTo(Math.max(BELOW_WINDOW, senderEnds + sheet.leading()))
  const facts = [sayDate(date), ...(reference ? [`Our reference: ${reference}`] : [])]
  sheet.flow(sheet.wrap(facts.join('\n'), COLUMN.width), sheet.element('P'), 'P')
  sheet.skip(sheet.leading())
  sheet.flow(sheet.wrap(salutation, COLUMN.width), sheet.element('P'), 'P')
  sheet.skip(sheet.leading() * 0.6)
  const style = { ...sheet.bold, size: sheet.bold.size * 1.2 }
  sheet.flow(sheet.wrap(subject, COLUMN.width, style), sheet.element('H1'), 'H1', { style })
}

/** Answers where it ends. */
function drawSender(sheet: Sheet, { team, address, telephone }: Letter['sender']): number {
  const name = team ? sheet.wrap(`${team}\n`, SENDER.width, sheet.bold).slice(0, -1) : []
  const rest = sheet.wrap([...address, `Telephone: ${telephone}`].join('\n'), SENDER.width)
  sheet.tagged(sheet.element('P'), 'P', () => {
    name.forEach((line, n) => sheet.line(line, SENDER.x, SENDER.y + n * sheet.leading(), sheet.bold))
    rest.forEach((line, n) => sheet.line(line, SENDER.x, SENDER.y + (name.length + n) * sheet.leading()))
  })
  return SENDER.y + (name.length + rest.length) * sheet.leading()
}

function drawRecipient(sheet: Sheet, recipient: readonly string[]): void {
  const { lines, style, leading } = fitWindow(sheet, recipient)
  sheet.tagged(sheet.element('P'), 'P', () => {
    lines.forEach((line, n) => sheet.line(line, WINDOW.x, WINDOW.y + n * leading, style))
  })
}

const SMALLEST = 8

/**
 * The address as large as the window allows: what is not seen through it does not arrive. One that is too long even when
 * small has its middle lines joined; of one longer still the name's beginning and the last line, the postcode, are kept.
 */
function fitWindow(sheet: Sheet, recipient: readonly string[]) {
  const joined = [...recipient.slice(0, 1), recipient.slice(1, -1).join(', '), ...recipient.slice(1).slice(-1)]
  for (const address of [recipient, joined])
    for (let size = sheet.body.size; size >= SMALLEST; size -= 0.5) {
      const block = setAddress(sheet, address, size)
      if (block.lines.length <= block.fit) return block
    }
  const { lines, fit, ...block } = setAddress(sheet, joined, SMALLEST)
  return { ...block, lines: [...lines.slice(0, fit - 1), lines.at(-1)!] }
}

function setAddress(sheet: Sheet, address: readonly string[], size: number) {
  const style = { ...sheet.body, size }
  const leading = size * 1.2
  return {
    style,
    leading,
    lines: sheet.wrap(address.join('\n'), WINDOW.width, style),
    fit: Math.floor(WINDOW.height / leading),
  }
}

function drawPageNumbers(sheet: Sheet, { reference, date }: Letter): void {
  sheet.onEachPage((page, pages, footY) => {
    sheet.artefact('Pagination', () => {
      sheet.line(`Page ${page} of ${pages}`, COLUMN.x, footY)
      if (page > 1)
        sheet.line(
          sheet.wrap([reference, sayDate(date)].filter(Boolean).join(', '), COLUMN.width)[0]!,
          COLUMN.x,
          sheet.headY,
        )
    })
  })
}

const words = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

/** With its year: letters are kept. */
const sayDate = (date: Day): string => words.format(new Date(`${date}T12:00:00Z`))
