import type { ReactNode } from 'react'
import { findUrgentWords, type UrgentKind } from '#engines/urgent-words/index.ts'
import { UrgentHelp } from '#ui/urgent-help.tsx'
import type { Need } from '../needs/needs.ts'
import type { Asking } from '../needs/read-words.rules.ts'

/**
 * Whom to ring now, where the words of a search may be asking for that: the same check as when somebody asks for help.
 * It stands above what was found, never instead of it.
 */
export function UrgentNotice({ words }: { words: string }) {
  const kinds = findUrgentWords(words)
  if (kinds.length === 0) return null
  return (
    <>
      <UrgentHelp>
        {kinds.map((kind) => (
          <li key={kind}>{ALSO[kind]}</li>
        ))}
      </UrgentHelp>
      <p>Nobody reads what you look for here. These people answer now.</p>
    </>
  )
}

/** Somebody may be hurt or watched where they read this: they must be able to leave the page at once. */
export const mayBeUnsafe = ({ words, need }: { words: string; need?: Need }, { main }: Pick<Asking, 'main'>): boolean =>
  need === 'safety' || main.includes('domestic-abuse') || findUrgentWords(words).includes('violence')

/** What the card does not say to everybody. */
const ALSO: Record<UrgentKind, ReactNode> = {
  suicide: (
    <>
      Thoughts of ending your life or hurting yourself: ring <a href="tel:111">111</a> and press 2, day or night
    </>
  ),
  emergency: (
    <>
      Someone is badly ill or hurt: ring <a href="tel:999">999</a> now
    </>
  ),
  violence: (
    <>
      Someone hurts, scares or controls you: ring the National Domestic Abuse Helpline on{' '}
      <a href="tel:08082000247">0808 2000 247</a>, free, day and night
    </>
  ),
  child: (
    <>
      A child or young person needs help: ring Childline on <a href="tel:08001111">0800 1111</a>, free, day and night
    </>
  ),
  'homeless-tonight': 'Nowhere to sleep tonight: ring your council and ask for the housing team',
  'nothing-to-eat': 'Nothing to eat, or no gas or electricity: ring your council today and ask for urgent help',
}
