/** What a rule answers: the value it allows, or the reason it refuses. Expected refusals are values, not exceptions. */
export type Decision<T, Reason extends string = never> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Reason }

/** The rule allows it and this is what follows. */
export const allow = <T>(value: T): Decision<T> => ({ ok: true, value })

/** The rule refuses, for this reason; its words live in a `Record<Reason, string>` beside the form that shows them. */
export const refuse = <Reason extends string>(reason: Reason): Decision<never, Reason> => ({ ok: false, reason })
