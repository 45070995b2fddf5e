import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import test from 'node:test'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { day } from '#platform/days.ts'
import { longLetter } from './letter-examples.ts'
import type { Letter, LetterBlock } from './letter.type.ts'
import { renderLetter } from './render-letter.ts'
import { printable } from './typeface.ts'

const MM = 72 / 25.4
const short: Letter = { ...longLetter, blocks: [{ kind: 'paragraph', text: 'Please ring.' }] }

// First, before anything else has written an X.
test('a letter keeps its words whatever letters with accents were written before it', async () => {
  for (const subject of ['Ẍ', 'X']) {
    const { pieces } = readPdf(await renderLetter({ ...short, subject }))
    assert.equal(wordsIn(pieces.filter(({ tag }) => tag === 'H1')), subject)
  }
})

test('a letter says all that it must, in order, on tagged pages', async () => {
  const pdf = readPdf(await renderLetter(longLetter))
  assert.equal(pdf.pages, 2)
  const said = wordsIn(pdf.pieces.filter((piece) => piece.tag !== 'Artifact'))
  const expected = [
    ...longLetter.sender.address,
    'Telephone: 01632 960220',
    ...longLetter.recipient,
    '1 April 2026',
    'Our reference: KMP-2345',
    longLetter.salutation,
    longLetter.subject,
    ...longLetter.blocks.flatMap(wordsOf),
  ]
  assert.equal(said, wordsIn(['Riverside link workers', ...expected].map((text) => ({ text: `${text} ` }))))
  assert.match(pdf.raw, /\/MarkInfo \d+ 0 R/)
  assert.match(pdf.raw, /\/Marked true/)
  assert.match(pdf.raw, /\/Lang \(en-GB\)/)
  assert.match(pdf.raw, /\/DisplayDocTitle true/)
  assert.match(pdf.raw, /\/Title \d+ 0 R/)
})

test('the tree of tags says what the eye sees', async () => {
  const { tree } = readPdf(await renderLetter(longLetter))
  const item = { LI: ['Lbl', 'LBody'] }
  const row = { TR: ['TH Row', 'TD', 'TD', 'TD'] }
  assert.deepEqual(tree, {
    Document: [
      'P',
      'P',
      'P',
      'P',
      'H1',
      'P',
      'H2',
      'P',
      'H2',
      { L: [item, item, item] },
      'H2',
      { Table: [{ TR: ['TH Column', 'TH Column', 'TH Column', 'TH Column'] }, row, row, row, row, row] },
      'H2',
      { L: [item, item, item] },
      'P',
      'P',
      'P',
    ],
  })
})

test('each page has its number, each later page the reference and the headings of its table', async () => {
  const { pieces, pages } = readPdf(await renderLetter({ ...longLetter, largePrint: true }))
  assert.equal(pages, 3)
  for (let page = 1; page <= pages; page++) {
    const artefacts = wordsIn(pieces.filter((piece) => piece.page === page && piece.tag === 'Artifact'))
    assert.match(artefacts, new RegExp(`Page ${page} of ${pages}`))
    assert.equal(artefacts.includes('KMP-2345, 1 April 2026'), page > 1)
  }
  const ordinary = readPdf(await renderLetter(longLetter)).pieces
  assert.match(
    wordsIn(ordinary.filter(({ page, tag }) => page === 2 && tag === 'Artifact')),
    /Goal ?Next step ?Who ?By when/,
  )
})

test('large print is 16 point, all of it but the address in the window', async () => {
  for (const [largePrint, size] of [
    [false, 12],
    [true, 16],
  ] as const) {
    const { pieces } = readPdf(await renderLetter({ ...longLetter, largePrint }))
    const sizes = pieces.filter((piece) => !longLetter.recipient.includes(piece.text.trim())).map((piece) => piece.size)
    assert.equal(Math.min(...sizes), size)
    assert.ok(sizes.filter((each) => each === size).length > sizes.length / 2)
  }
})

test('the same letter gives the same bytes, another day others', async () => {
  const hash = async (letter: Letter) =>
    createHash('sha256')
      .update(await renderLetter(letter))
      .digest('hex')
  assert.equal(await hash(longLetter), await hash(structuredClone(longLetter)))
  assert.notEqual(await hash(longLetter), await hash({ ...longLetter, date: day('2026-04-02') }))
})

test('the address stands in the window, however long it is, and nothing else does', async () => {
  const recipient = [
    'Mrs Wilhelmina Featherstonehaugh-Cholmondeley of the Upper Meadows',
    'Flat 3',
    'The Old Mill House',
    'Back Lane',
    'Lower Anytown',
    'Anytown',
    'ZZ1 1AA',
  ]
  for (const largePrint of [false, true]) {
    const { pieces } = readPdf(await renderLetter({ ...short, recipient, largePrint }))
    const first = pieces.filter((piece) => piece.page === 1 && piece.fromTop < 90 * MM && piece.x < 120 * MM)
    assert.equal(wordsIn(first).replaceAll(',', ''), recipient.join(' '))
    for (const piece of first) {
      assert.ok(
        piece.fromTop - piece.size * 0.75 >= 39.5 * MM && piece.fromTop <= 66.3 * MM,
        `${piece.text} at ${piece.fromTop / MM} mm`,
      )
      assert.ok(piece.x >= 24.6 * MM)
    }
  }
})

test('neutral letters show no team and no reference, on no page', async () => {
  const letter = {
    ...longLetter,
    sender: { team: null, address: [], telephone: '01632 960220' },
    reference: null,
    blocks: Array.from({ length: 60 }, () => ({ kind: 'paragraph', text: 'Please ring.' }) as const),
  }
  const pdf = readPdf(await renderLetter(letter))
  assert.ok(pdf.pages > 1)
  assert.doesNotMatch(wordsIn(pdf.pieces) + pdf.raw, /Riverside|KMP/)
  assert.match(wordsIn(pdf.pieces.filter(({ page }) => page === 2)), /1 April 2026/)
})

test('letters of any make keep their words, their headings with what follows, and everything on the paper', async () => {
  const words = fc
    .array(fc.constantFrom('choir', 'Tuesday', 'a', 'neighbourhood', 'and', 'tea'), { minLength: 1, maxLength: 120 })
    .map((list) => list.join(' '))
  const block = fc.oneof<fc.Arbitrary<LetterBlock>[]>(
    fc.record({ kind: fc.constant('heading' as const), text: words.map((text) => text.slice(0, 40)) }),
    fc.record({ kind: fc.constant('paragraph' as const), text: words }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(words, { minLength: 1, maxLength: 6 }) }),
    fc.record({
      kind: fc.constant('table' as const),
      headings: fc.constant(['Goal', 'Step', 'When']),
      rows: fc.array(fc.tuple(words, words, words), { maxLength: 5 }),
    }),
  )
  const ending: LetterBlock[] = [
    { kind: 'paragraph', text: 'We look at all this again soon.' },
    { kind: 'signature', lines: ['Priya Nair', 'Riverside link workers'] },
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(block, { maxLength: 14 }), fc.boolean(), async (blocks, largePrint) => {
      const letter = { ...longLetter, blocks: [...blocks, ...ending], largePrint }
      const { pieces, pages, untagged } = readPdf(await renderLetter(letter))
      assert.equal(untagged, 0)
      const body = pieces.filter(({ tag }) => tag !== 'Artifact')
      for (const text of letter.blocks.flatMap((each) => (each.kind === 'table' ? [] : wordsOf(each))))
        assert.ok(wordsIn(body).includes(wordsIn([{ text }])), text)
      for (let page = 1; page <= pages; page++) {
        const here = body.filter((piece) => piece.page === page)
        assert.ok(here.length > 0, `page ${page} is empty`)
        assert.notEqual(here.at(-1)!.tag, 'H2', `a heading stands alone at the end of page ${page}`)
        for (const { fromTop, text } of here)
          assert.ok(fromTop > 5 * MM && fromTop < 283 * MM, `${text} at ${fromTop / MM} mm`)
      }
      const last = body.filter(({ page }) => page === pages).map(({ text }) => text)
      assert.ok(
        last.some((text) => text.startsWith('We look')),
        'the signature has company',
      )
    }),
    { numRuns: 40 },
  )
})

test('a signature never stands alone on a page, wherever the page ends', async () => {
  const last = { kind: 'paragraph', text: 'We look at all this again. '.repeat(16) } as const
  for (let before = 10; before < 45; before++) {
    const filling = { kind: 'paragraph', text: Array.from({ length: before }, () => 'Tea.').join('\n') } as const
    const ending = { kind: 'signature', lines: ['Priya Nair', 'Riverside link workers'] } as const
    const { pieces, pages } = readPdf(await renderLetter({ ...longLetter, blocks: [filling, last, ending] }))
    const words = wordsIn(pieces.filter(({ page, tag }) => page === pages && tag !== 'Artifact'))
    assert.match(words, /again.*Priya Nair Riverside link workers$/, `after ${before} lines`)
  }
})

test('no text, however odd, breaks a letter', async () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constantFrom('', ' ', '\n\n\n', '<b>&amp;</b>', '(\\)', 'W'.repeat(3_000), '\ud800', 'سلام 你好 👩‍👩‍👧'),
  )
  const blocks = fc.array(
    fc.oneof<fc.Arbitrary<LetterBlock>[]>(
      fc.record({ kind: fc.constantFrom('heading' as const, 'paragraph' as const), text: odd }),
      fc.record({ kind: fc.constant('list' as const), items: fc.array(odd, { maxLength: 4 }) }),
      fc.record({ kind: fc.constant('signature' as const), lines: fc.array(odd, { maxLength: 4 }) }),
      fc.record({
        kind: fc.constant('table' as const),
        headings: fc.array(odd, { maxLength: 5 }),
        rows: fc.array(fc.array(odd, { maxLength: 6 }), { maxLength: 4 }),
      }),
    ),
    { maxLength: 5 },
  )
  await fc.assert(
    fc.asyncProperty(
      odd,
      odd,
      fc.array(odd, { maxLength: 9 }),
      blocks,
      fc.boolean(),
      async (name, subject, recipient, parts, largePrint) => {
        const sender = { team: name, address: [name], telephone: name }
        const { pieces, pages, untagged, raw } = readPdf(
          await renderLetter({
            ...longLetter,
            sender,
            recipient,
            subject,
            salutation: name,
            reference: name,
            blocks: parts,
            largePrint,
          }),
        )
        assert.ok(pages >= 1)
        assert.equal(untagged, 0)
        assert.ok(wordsIn(pieces).includes(`Page 1 of ${pages}`))
        assert.ok(squeezed(wordsIn(pieces.filter(({ tag }) => tag === 'H1'))) === squeezed(printable(subject)))
        const title = /<rdf:li xml:lang="x-default">([^]*?)<\/rdf:li>/.exec(raw)?.[1] ?? ''
        assert.doesNotMatch(Buffer.from(title, 'latin1').toString(), /[<&\p{Cc}]/u)
      },
    ),
    { numRuns: 40 },
  )
})

function wordsOf(block: LetterBlock): string[] {
  switch (block.kind) {
    case 'list':
      return block.items.flatMap((item, n) => [block.numbered ? `${n + 1}.` : '•', item])
    case 'table':
      return [...block.headings, ...block.rows.flat()]
    case 'signature':
      return [...block.lines]
    default:
      return [block.text]
  }
}

const squeezed = (text: string): string => text.replace(/\s+/g, '')

/** As somebody hears it who reads by ear: a pause between elements, none between the lines of one. */
const wordsIn = (pieces: readonly { text: string; mark?: number }[]): string =>
  pieces
    .map(({ text, mark }, n) => (n > 0 && (mark === undefined || mark !== pieces[n - 1]!.mark) ? ` ${text}` : text))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

interface Piece {
  page: number
  /** Which marked content it lies in, and what that is. */
  mark: number
  tag: string
  size: number
  x: number
  /** Of the baseline, in points. */
  fromTop: number
  text: string
}

type Tree = string | { [type: string]: Tree[] }

/** A small reader of what pdfkit writes, independent of how the letter was made: objects, pages, text with its place, tags. */
function readPdf(file: Buffer) {
  const raw = file.toString('latin1')
  assert.ok(raw.startsWith('%PDF-1.7') && raw.trimEnd().endsWith('%%EOF'))
  const objects = new Map<string, { dictionary: string; stream: string }>()
  for (const [, id, dictionary, stream] of raw.matchAll(
    /(\d+) 0 obj\n([^]*?)(?:stream\n([^]*?)\nendstream\n)?endobj/g,
  )) {
    const packed = stream !== undefined && dictionary!.includes('FlateDecode')
    objects.set(id!, {
      dictionary: dictionary!,
      stream: packed ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1') : (stream ?? ''),
    })
  }
  const object = (id: string) => objects.get(id)!
  const pageIds = [.../\/Kids \[([^\]]*)\]/.exec(raw)![1]!.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!)
  const read = pageIds.map((id, n) =>
    piecesOf(object(/\/Contents (\d+) 0 R/.exec(object(id).dictionary)![1]!).stream, n + 1, decoders(id)),
  )
  return {
    raw,
    pages: pageIds.length,
    pieces: read.flatMap(({ pieces }) => pieces),
    untagged: read.reduce((sum, { untagged }) => sum + untagged, 0),
    tree: treeOf(/\/K \[(\d+) 0 R\]/.exec(object(/\/StructTreeRoot (\d+) 0 R/.exec(raw)![1]!).dictionary)![1]!),
  }

  function treeOf(id: string): Tree {
    const { dictionary } = object(id)
    const type = /\/S \/(\w+)/.exec(dictionary)![1]!
    const scope = /\/Scope \/(\w+)/.exec(dictionary)?.[1]
    const children = [
      ...(/\/K \[([^\]]*)\]/.exec(dictionary)?.[1] ?? '').replace(/<<[^]*?>>/g, '').matchAll(/(\d+) 0 R/g),
    ]
    return children.length > 0
      ? { [type]: children.map(([, child]) => treeOf(child!)) }
      : [type, scope].filter(Boolean).join(' ')
  }

  /** How each font of a page turns bytes into text: by its own table, else by Windows-1252. */
  function decoders(pageId: string): Map<string, (hex: string) => string> {
    const resources = object(/\/Resources (\d+) 0 R/.exec(object(pageId).dictionary)![1]!).dictionary
    return new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => {
        const table = /\/ToUnicode (\d+) 0 R/.exec(object(id!).dictionary)?.[1]
        if (!table) return [name!, (hex: string) => new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex'))]
        const glyphs = [...object(table).stream.matchAll(/<(\w{4})> <\w{4}> \[([^]*?)\]/g)].flatMap(([, from, list]) =>
          [...list!.matchAll(/<([^>]*)>/g)].map(
            ([, codes], n) =>
              [
                Number.parseInt(from!, 16) + n,
                Buffer.from(codes!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
              ] as const,
          ),
        )
        const known = new Map(glyphs)
        return [
          name!,
          (hex: string) =>
            (hex.match(/.{4}/g) ?? []).map((code) => known.get(Number.parseInt(code, 16)) ?? '').join(''),
        ]
      }),
    )
  }
}

function piecesOf(content: string, page: number, fonts: Map<string, (hex: string) => string>) {
  const pieces: Piece[] = []
  const tags: string[] = []
  let [font, size, x, y, mark, untagged] = ['', 0, 0, 0, 0, 0]
  const OPERATORS =
    /\/(?<tag>\w+) (?:<<[^]*?>> )?B(?:DC|MC)\n|(?<end>EMC)\n|\/(?<font>F\d+) (?<size>[\d.]+) Tf\n|1 0 0 1 (?<x>-?[\d.]+) (?<y>-?[\d.]+) Tm\n|\[(?<shown>[^\]]*)\] TJ\n/g
  for (const { groups = {} } of content.matchAll(OPERATORS)) {
    if (groups.tag) mark = tags.push(groups.tag) && mark + 1
    if (groups.end) tags.pop()
    if (groups.font) [font, size] = [groups.font, Number(groups.size)]
    if (groups.x) [x, y] = [Number(groups.x), Number(groups.y)]
    if (groups.shown === undefined) continue
    const text = [...groups.shown.matchAll(/<(\w*)>/g)].map(([, hex]) => fonts.get(font)!(hex!)).join('')
    if (tags.length === 0) untagged++
    pieces.push({ page, mark, tag: tags.at(-1) ?? '', size, x, fromTop: 297 * MM - y, text })
  }
  assert.deepEqual(tags, [], 'every mark is ended')
  return { pieces, untagged }
}
