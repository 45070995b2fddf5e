import { ChangedNotice } from '#care/referrals/index.ts'
import type { Recipient } from '#foundations/messages/index.ts'
import { nameOf } from '#registers/people/index.ts'
import { FormPage } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { LETTER_WAIT } from './contact.rules.ts'
import { EpisodeAside } from './episode-aside.pages.tsx'
import type { OpenedEpisode } from './open-episode.ts'

const WAYS = {
  letter: 'We write to them by post.',
  email: 'Post is not safe, so we send it by email.',
  text: 'Post is not safe, so we send a text message.',
} as const

interface Props {
  shell: Shell
  opened: OpenedEpisode
  /** Undefined where nothing can be written to them. */
  to: Recipient | undefined
  /** Somebody wrote something down while the page was open. */
  changed?: boolean
}

/** Asks before the letter goes: what it says, by which way, and what follows. */
export const LetterPage = ({ shell, opened, to, changed }: Props) => {
  const { episode, person } = opened
  const name = nameOf(person)
  return (
    <FormPage
      shell={shell}
      title={to ? `Write to ${name}` : `We have no safe way to write to ${name}`}
      back={`/episodes/${episode.id}/contact`}
      submit={to ? 'Send the letter' : 'Let the manager decide'}
      aside={<EpisodeAside opened={opened} />}
      lede={
        <>
          {changed && <ChangedNotice latest="Somebody wrote something down about them." />}
          {to && to.channel !== 'none' ? (
            <>
              <p>{WAYS[to.channel]}</p>
              <p>
                It says that you tried to ring, that you would like to hear how they are, and how to reach you. It does
                not press them. {to.neutral && 'As they asked, it does not show who we are: it only asks them to ring.'}
              </p>
              <p>If nothing is heard within {LETTER_WAIT} working days, your manager decides what happens.</p>
            </>
          ) : (
            <p>
              They asked for no post, or we know no address, and we know no other way that is safe. Your manager decides
              what happens next.
            </p>
          )}
        </>
      }
    >
      <input type="hidden" name="version" value={episode.version} />
    </FormPage>
  )
}
