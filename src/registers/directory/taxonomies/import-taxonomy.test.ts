import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ROOT } from '#platform/database/connection.ts'
import { idFrom, newId, type Id } from '#platform/ids.ts'
import { asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { saveListings, saveSource } from '../listing/listing.queries.ts'
import { findPublishedTerm, listPublishedTaxonomies, listPublishedTerms } from '../publish/published-term.queries.ts'
import { importTaxonomy } from './import-taxonomy.ts'
import { taxonomyIdOf } from './term-tree.rules.ts'

let db: TestDatabase
const folder = mkdtempSync(join(tmpdir(), 'trellis-taxonomy-'))
before(async () => {
  db = await openTestDatabase()
})
after(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const place = () => makePartnership(db)

function fileOf(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const terms = (here: Id, name: string) =>
  asPublic(db, here).transaction((tx) => listPublishedTerms(tx, { taxonomyId: taxonomyIdOf(name) }, { limit: 1000 }))

const CSV = `Identifier,Label,Parent,URI,Description
1,Sport,,http://example.org/1,Anything that makes one warm
2,Ball games,1,http://example.org/2,
3,Football,Ball games,http://example.org/3,
4,Netball,http://example.org/2,http://example.org/4,
`

test('a list from CSV, published with its tree; a second time nothing new; what changed is changed', async () => {
  const here = await place()
  const ctx = asJob(db, here)
  const file = fileOf('pastimes.csv', CSV)
  const about = { name: 'Pastimes', uri: 'http://example.org/', licence: 'OGL v3.0' }
  assert.deepEqual(await importTaxonomy(ctx, file, about), { read: 4, added: 4, changed: 0, unchanged: 0, refused: [] })
  assert.deepEqual(await importTaxonomy(ctx, file, about), { read: 4, added: 0, changed: 0, unchanged: 4, refused: [] })
  const found = await terms(here, 'Pastimes')
  const byName = new Map(found.map((term) => [term.name, term]))
  assert.equal(byName.get('Football')!.parentId, byName.get('Ball games')!.id)
  assert.equal(byName.get('Netball')!.parentId, byName.get('Ball games')!.id)
  assert.equal(byName.get('Ball games')!.parentId, byName.get('Sport')!.id)
  assert.deepEqual(byName.get('Sport'), {
    id: idFrom(taxonomyIdOf('Pastimes'), 'term', '1'),
    name: 'Sport',
    description: 'Anything that makes one warm',
    parentId: null,
    uri: 'http://example.org/1',
    code: '1',
    taxonomyId: taxonomyIdOf('pastimes '),
    taxonomyName: 'Pastimes',
  })
  fileOf(
    'pastimes.csv',
    CSV.replace('Netball', 'Netball for all').replace(
      '1,Sport,,http://example.org/1,Anything that makes one warm\n',
      '',
    ),
  )
  const again = await importTaxonomy(ctx, file, { name: 'Pastimes' })
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 2, 1], 'a name, and a parent that is gone')
  assert.equal((await terms(here, 'Pastimes')).length, 4, 'a term that is gone from the file stays')
  const [own] = (
    await asPublic(db, here).transaction((tx) => listPublishedTaxonomies(tx, 'pastimes', { limit: 9 }))
  ).map(({ name, uri, licence, terms: count }) => ({ name, uri, licence, count }))
  assert.deepEqual(own, { name: 'Pastimes', uri: 'http://example.org/', licence: 'OGL v3.0', count: 4 })
  const journal = await db.owner.query(
    `select detail from journal.entry where action = 'taxonomy.imported' and partnership_id = $1 order by id`,
    [here],
  )
  assert.deepEqual(journal.rows, [{ detail: { added: 4, changed: 0 } }, { detail: { added: 0, changed: 2 } }])
})

test('each fault by its line, and everything else stored', async () => {
  const here = await place()
  const file = fileOf(
    'faults.csv',
    'code;pref label;broader\na;Sport;b\nb;Ball games;a\nb;Ball games again;\nc;;a\nd;Chess;nowhere\ne;Golf;e\n',
  )
  const report = await importTaxonomy(asJob(db, here), file, {})
  assert.deepEqual([report.read, report.added], [6, 4])
  assert.deepEqual(
    report.refused.map(({ file: name, line, field, reason }) => `${name} ${line} ${field} ${reason}`),
    [
      'faults.csv 5 label is empty',
      'faults.csv 4 identifier "b" is in this file already',
      'faults.csv 3 parent would stand under itself: the term is kept at the top',
      'faults.csv 6 parent "nowhere" is not in this file: the term is kept at the top',
      'faults.csv 7 parent would stand under itself: the term is kept at the top',
    ],
  )
  assert.deepEqual((await terms(here, 'faults')).map(({ name }) => name).toSorted(), [
    'Ball games',
    'Chess',
    'Golf',
    'Sport',
  ])
})

const NO_FILES: [string, string, RegExp][] = [
  [
    'none.csv',
    'a,b\n1,2\n',
    /no list of terms that Trellis knows: expected the columns identifier, label, parent and uri; found a, b/,
  ],
  ['broken.json', '{"concept": [', /^this is not JSON/],
  ['nothing.json', '{"name": "x"}', /no list of terms in this file/],
]
for (const [name, text, reason] of NO_FILES)
  test(`${name} is refused whole`, async () => {
    const report = await importTaxonomy(asJob(db, await place()), fileOf(name, text), {})
    assert.equal(report.added, 0)
    assert.match(report.refused[0]!.reason, reason)
  })

test('a page of Open Referral terms, and a plain list', async () => {
  const here = await place()
  const page = fileOf(
    'terms.json',
    JSON.stringify({
      contents: [
        {
          id: 'A6F2C5B6-6C5A-4B52-9E75-0D0C0E0F0A01',
          name: 'Singing',
          parent_id: null,
          term_uri: 'http://example.org/s',
        },
        7,
      ],
    }),
  )
  const report = await importTaxonomy(asJob(db, here), page, { name: 'From a page' })
  assert.deepEqual([report.added, report.refused.map(({ field }) => field)], [1, ['contents[1]']])
  assert.equal((await terms(here, 'From a page'))[0]!.id, 'a6f2c5b6-6c5a-4b52-9e75-0d0c0e0f0a01')
  const list = fileOf(
    'list.json',
    JSON.stringify([
      'x',
      { prefLabel: { '@value': 'Sewing', '@language': 'en' }, '@id': 'http://example.org/t#sewing' },
    ]),
  )
  assert.equal((await importTaxonomy(asJob(db, here), list, {})).added, 1)
  assert.deepEqual(
    (await terms(here, 'list')).map(({ name, code, uri }) => [name, code, uri]),
    [['Sewing', 'http://example.org/t#sewing', 'http://example.org/t#sewing']],
  )
})

test('a term that a feed brought first becomes the list’s, and no feed takes it back', async () => {
  const here = await place()
  const ctx = asJob(db, here)
  const id = newId()
  const fromFeed = () =>
    ctx.transaction(async (tx) => {
      const sourceId = idFrom(here, 'feed')
      saveSource(tx, { id: sourceId, kind: 'feed', name: 'feed', republish: false })
      saveListings(tx, [
        {
          id: idFrom(here, 'service'),
          sourceId,
          sourceRecord: '1',
          name: 'Choir',
          status: 'active',
          terms: [{ id, name: 'SINGING' }],
        },
      ])
    })
  const term = () => asPublic(db, here).transaction((tx) => findPublishedTerm(tx, id))
  await fromFeed()
  assert.equal(await term(), undefined, 'the feed may not be passed on, its terms neither')
  await importTaxonomy(ctx, fileOf('own.csv', `identifier,label\n${id},Singing\n`), {})
  await fromFeed()
  assert.equal((await term())!.name, 'Singing')
})

test('real lists: OpenActive’s activities and accessibility, Bristol’s terms, the charity tags', async (t) => {
  const lists = join(ROOT, '..', 'shared', 'data', 'oruk', 'taxonomies')
  if (!existsSync(lists)) {
    assert.ok(!process.env.CI, 'needs ../shared/data')
    return t.skip('needs ../shared/data')
  }
  const here = await place()
  const take = async (file: string, name?: string) => {
    const { read, added, unchanged, refused } = await importTaxonomy(asJob(db, here), join(lists, file), { name })
    return { read, added, unchanged, refused: refused.length }
  }
  assert.deepEqual(await take('openactive/activity-list.jsonld'), { read: 768, added: 768, unchanged: 0, refused: 0 })
  assert.deepEqual(await take('openactive/activity-list.jsonld'), { read: 768, added: 0, unchanged: 768, refused: 0 })
  assert.equal((await take('openactive/accessibility-support.jsonld')).added, 6)
  assert.deepEqual(await take('bristol-esd/terms.csv', 'Bristol'), { read: 154, added: 153, unchanged: 0, refused: 1 }) // one has no name
  const tags = await take('ukcat/ukcat.csv', 'UK-CAT')
  assert.deepEqual([tags.added, tags.refused], [tags.read, 0])
  const { rows } = await db.owner.query<{ name: string; parent: string; licence: string; uri: string }>(
    `select term.name, parent.name as parent, taxonomy.licence, term.uri from directory.taxonomy_term as term
      join directory.taxonomy_term as parent on parent.partnership_id = term.partnership_id and parent.id = term.parent_id
      join directory.taxonomy on taxonomy.partnership_id = term.partnership_id and taxonomy.id = term.taxonomy_id
    where term.partnership_id = $1 and term.id = '64ba748e-d7f0-46bd-ac49-63820c5eb10e'`,
    [here],
  )
  assert.deepEqual(rows, [
    {
      name: '5-a-side',
      parent: 'Small Sided Football',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      uri: 'https://openactive.io/activity-list#64ba748e-d7f0-46bd-ac49-63820c5eb10e',
    },
  ])
  return undefined
})
