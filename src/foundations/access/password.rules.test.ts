import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, newPassword, verifyPassword } from './hash-password.ts'
import { checkPassword, type PasswordFault } from './password.rules.ts'

const EMAIL = 'priya.nair@example.org'

const CASES: [password: string, fault: PasswordFault | undefined][] = [
  ['copper-lantern-violet', undefined],
  ['kettle rain bicycle', undefined],
  ['x9!Fq2#Lm7@Za', undefined],
  ['пароль-из-леса', undefined],
  ['🌿🌿🌿🌻🌻🪴🪴🍀🍀🌾🌾🌵', undefined],
  ['the nurse has a green parrot', undefined],
  ['short-words', 'too-short'],
  ['a'.repeat(11), 'too-short'],
  ['🌿🌻🪴🍀🌾🌵', 'too-short'],
  ['ab'.repeat(101), 'too-long'],
  ['priya.nair@example.org', 'like-email'],
  ['Priya.Nair@Example.ORG1', 'like-email'],
  ['priya.nair2026', 'like-email'],
  ['aaaaaaaaaaaa', 'too-common'],
  ['abababababab', 'too-common'],
  ['123456789012', 'too-common'],
  ['01/02/1950 2026', 'too-common'],
  ['password2026!', 'too-common'],
  ['P@ssw0rd2026!', 'too-common'],
  ['PasswordPassword', 'too-common'],
  ['Welcome-2026-!', 'too-common'],
  ['Summer2026Summer', 'too-common'],
  ['letmein123456', 'too-common'],
  ['iloveyou!!!!!', 'too-common'],
  ['TrellisAdmin99', 'too-common'],
  ['qwertyuiop12', 'too-common'],
  ['1qaz2wsx3edc', 'too-common'],
  ['abcdefghijkl', 'too-common'],
  ['lkjhgfdsapoiu', 'too-common'],
]

for (const [password, fault] of CASES)
  test(`"${password.slice(0, 30)}": ${fault ?? 'may be chosen'}`, () => {
    const checked = checkPassword(password, EMAIL)
    assert.equal(checked.ok ? undefined : checked.reason, fault)
  })

test('passwords we make ourselves may be chosen and differ', () => {
  const made = Array.from({ length: 200 }, newPassword)
  assert.equal(new Set(made).size, 200)
  for (const password of made) {
    assert.match(password, /^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
    assert.ok(checkPassword(password, EMAIL).ok, password)
  }
})

test('a hash is salted, keeps its parameters, and knows its password only', async () => {
  const [one, two] = await Promise.all([hashPassword('kettle rain bicycle'), hashPassword('kettle rain bicycle')])
  assert.notEqual(one, two)
  assert.match(one, /^\$scrypt\$ln=15,r=8,p=3\$/)
  assert.equal(await verifyPassword('kettle rain bicycle', one), true)
  assert.equal(await verifyPassword('Kettle rain bicycle', one), false)
  const cheaper = await verifyPassword('x', '$scrypt$ln=10,r=8,p=1$AAAA$zX7yy5e+0rVLQ5dq3SyKRSlwVAvkWuGDnaemsuxUYD0=')
  assert.equal(cheaper, false, 'older parameters are read from the hash')
})

test('the same letters typed on another keyboard are the same password', async () => {
  const hash = await hashPassword('caf\u00e9-lantern-violet')
  assert.equal(await verifyPassword('cafe\u0301-lantern-violet', hash), true)
})

test('nobody has a password, whatever is tried', async () => {
  assert.equal(await verifyPassword('anything at all'), false)
  await assert.rejects(verifyPassword('x', 'not a hash'), /not a password hash/)
})
