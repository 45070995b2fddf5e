import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CommandLine, openCommandLine } from '#test/support/command-line.ts'

let line: CommandLine
before(async () => {
  line = await openCommandLine()
})
after(() => line.close())

const write = (name: string, text: string) => {
  writeFileSync(join(line.folder, name), text)
  return join(line.folder, name)
}
const MAPPING = { file: 'services.csv', licence: 'OGL', id: 'Id', service: { name: 'Name', url: 'Website' } }

test('a spreadsheet comes in by its mapping; a faulty cell ends with 1 and is named, mended it ends with 0', async () => {
  const folder = join(line.folder, 'sheets')
  mkdirSync(folder)
  const mapping = write('mapping.json', JSON.stringify(MAPPING))
  const sheet = write(join('sheets', 'services.csv'), 'Id,Name,Website\n1,Choir,javascript:x\n2,Walk,\n')
  const taking = ['import', 'spreadsheet', folder, '--mapping', mapping, '--source', 'Anytown list']
  await line.trellis('create', 'partnership', 'Anytown')
  const first = await line.trellis(...taking, '--json')
  assert.equal(first.code, 1, first.err)
  assert.deepEqual(JSON.parse(first.out), {
    read: 2,
    added: 2,
    changed: 0,
    unchanged: 0,
    refused: [
      {
        file: 'services.csv',
        line: 2,
        field: 'Website',
        reason: '"javascript:x" is no web address that begins with http:// or https://: left out',
      },
    ],
  })
  writeFileSync(sheet, Buffer.from('Id,Name,Website\n1,Caf\xe9 choir,https://choir.example\n2,Walk,\n', 'latin1'))
  const second = await line.trellis(...taking, '--republish')
  assert.equal(second.code, 0, second.err)
  assert.equal(second.out, 'Read 2 services: 0 added, 1 changed, 1 unchanged, 0 refused.\n')
  assert.match(second.err, /services\.csv is not in UTF-8: it was read as Windows-1252/)
  assert.deepEqual(await line.rows('select name, licence, republish from directory.source'), [
    { name: 'Anytown list', licence: 'OGL', republish: true },
  ])
})

test('without a mapping it was called wrongly; a mapping that cannot be used is refused in words', async () => {
  const sheet = write('a.csv', 'Id,Name\n1,Choir\n')
  assert.equal((await line.trellis('import', 'spreadsheet', sheet)).code, 2)
  const none = await line.trellis('import', 'spreadsheet', sheet, '--mapping', join(line.folder, 'none.json'))
  assert.deepEqual([none.code, /There is no mapping file/.test(none.err)], [1, true])
  const bad = write('bad.json', '{"id": "Id", "service": {}}')
  const refused = await line.trellis('import', 'spreadsheet', sheet, '--mapping', bad)
  assert.equal(refused.code, 1)
  assert.match(refused.err, /cannot be used: "service\.name"/)
  const noFile = write('no-file.json', JSON.stringify({ ...MAPPING, file: undefined }))
  assert.equal((await line.trellis('import', 'spreadsheet', line.folder, '--mapping', noFile)).code, 2)
  assert.equal(
    (await line.trellis('import', 'spreadsheet', join(line.folder, 'gone.csv'), '--mapping', noFile)).code,
    1,
  )
})
