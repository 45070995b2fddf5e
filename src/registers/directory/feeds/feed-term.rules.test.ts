import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idFrom } from '#platform/ids.ts'
import { feedService } from './feed-record.rules.ts'
import { termsOf } from './feed-term.rules.ts'

const SOURCE = idFrom('a source')
const of = (...attributes: object[]) =>
  termsOf(feedService.parse({ id: 'x', name: 'Choir', status: 'active', attributes }), SOURCE)

test('a UK term, with its taxonomy beside it', () => {
  assert.deepEqual(
    of({
      link_type: 'service_type',
      taxonomy_term: {
        id: '3F7B145D-84AF-42D7-8FAE-EACA714B02B2',
        name: 'Social clubs',
        term_uri: 'http://id.esd.org.uk/service/1806',
        parent_id: '298',
        taxonomy: 'esdServiceTypes',
      },
    }),
    [
      {
        id: '3f7b145d-84af-42d7-8fae-eaca714b02b2',
        taxonomy: {
          id: idFrom(SOURCE, 'taxonomy', 'esdServiceTypes'),
          name: 'esdServiceTypes',
          description: undefined,
          uri: undefined,
          version: undefined,
        },
        code: undefined,
        name: 'Social clubs',
        description: undefined,
        parentId: idFrom(SOURCE, 'term', '298'),
        uri: 'http://id.esd.org.uk/service/1806',
        linkType: 'service_type',
      },
    ],
  )
})

test('an id of another kind is kept as the code', () => {
  const [term] = of({ taxonomy_term: { id: 'esdServiceType:1806', name: 'Social clubs' } })
  assert.deepEqual([term!.code, term!.taxonomy], ['esdServiceType:1806', undefined])
  assert.equal(term!.id, idFrom(SOURCE, 'term', 'esdServiceType:1806'))
})

test('a term without a name, or that makes no sense, is left out and never refuses its service', () => {
  assert.deepEqual(of({ taxonomy_term: { id: 'x' } }, { taxonomy_term: 'walking' }, { label: 'Walking' }), [])
  assert.deepEqual(
    of({ link_type: 7, taxonomy_term: { id: {}, name: 'Walking', taxonomy: { name: 'x' } } }).map((t) => t.name),
    ['Walking'],
  )
})

test('a term is not its own parent', () => {
  assert.equal(of({ taxonomy_term: { id: '7', name: 'Walking', parent_id: '7' } })[0]!.parentId, undefined)
})
