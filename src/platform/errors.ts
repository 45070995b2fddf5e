/**
 * The few things that are thrown. Each is translated once, in `http/errors.ts`, into a page or into problem+json.
 * What a rule refuses is a `Decision`, not one of these.
 */

/** There is no such thing, or the caller may not know of it: both must look the same from outside. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** The caller is known but may not do this. Used only where the existence of the thing is no secret. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** Somebody else changed it first; `current` is what stands now, so that both texts can be shown. */
export class Conflict extends Error {
  override name = 'Conflict'
  readonly current: unknown
  constructor(message: string, current?: unknown) {
    super(message)
    this.current = current
  }
}

/** One field that cannot be taken, in the words of the person who must mend it. */
export interface FieldIssue {
  field: string
  message: string
}

/** The input has faults; every one of them is named. */
export class Invalid extends Error {
  override name = 'Invalid'
  readonly issues: FieldIssue[]
  constructor(issues: FieldIssue[]) {
    super(issues.map((i) => `${i.field}: ${i.message}`).join('; '))
    this.issues = issues
  }
}
