import assert from 'node:assert/strict'
import test from 'node:test'
import { readForm } from '#platform/forms.ts'
import { contactForm } from './contact.forms.ts'

test('a contact sent without the id of its form says what to do', () => {
  const read = readForm(contactForm, {})
  assert.ok(!read.ok)
  assert.deepEqual(
    read.form.issues.find(({ path }) => path === 'id'),
    { path: 'id', message: 'Open the page again' },
  )
})
