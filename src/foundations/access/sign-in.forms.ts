import { z } from 'zod'
import { email } from '#platform/forms.ts'
import { PASSWORD_LENGTH } from './password.rules.ts'

/** Taken as typed: a space at an end may be part of it. */
const password = (missing: string) =>
  z
    .string({ error: missing })
    .min(1, missing)
    .max(PASSWORD_LENGTH.most, `The password must be ${PASSWORD_LENGTH.most} characters or fewer`)

export const signInForm = z.object({
  email: email('your email address'),
  password: password('Enter your password'),
})

const code = z
  .string({ error: 'Enter the code' })
  .transform((typed) => typed.replace(/[\s-]/g, ''))
  .refine((typed) => /^\d{6}$/.test(typed), 'Enter the code: 6 numbers')

export const codeForm = z.object({ code })

export const setUpForm = z.object({ code, sealed: z.string() })

export const passwordForm = z.object({
  current: password('Enter your password as it is now'),
  wanted: password('Enter a new password'),
})
