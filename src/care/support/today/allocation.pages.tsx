import { z } from 'zod'
import { ChangedNotice, version } from '#care/referrals/index.ts'
import type { FormState } from '#platform/forms.ts'
import { isId, type Id } from '#platform/ids.ts'
import { nameOf } from '#registers/people/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { ChoiceField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { inOrderOfFit, sayCandidate, type Candidate } from '../caseload.rules.ts'
import { EpisodeAside } from '../contacts/episode-aside.pages.tsx'
import type { OpenedEpisode } from '../contacts/open-episode.ts'

const WHO = 'Select who will have them'

export const allocationForm = z.object({ version, worker: z.string({ error: WHO }).refine(isId, WHO) })
export type AllocationForm = typeof allocationForm

interface Props {
  shell: Shell
  opened: OpenedEpisode
  team: Team
  candidates: readonly Candidate[]
  chooser: Id
  form: FormState<AllocationForm>
  /** Somebody changed it while the page was open. */
  changed?: boolean
}

/** Who has somebody from now on. */
export const EpisodeAllocationPage = ({ shell, opened, team, candidates, chooser, form, changed }: Props) => {
  const { episode, person } = opened
  return (
    <FormPage
      shell={shell}
      title={`Who will have ${nameOf(person)}?`}
      back="/today"
      form={form}
      submit="Give"
      lede={
        <>
          {changed && <ChangedNotice latest="Somebody changed it." />}
          <p>Whoever you choose gets the first contact, or the next step, with its day.</p>
        </>
      }
      aside={<EpisodeAside opened={opened} />}
    >
      <input type="hidden" name="version" value={episode.version} />
      <ChoiceField
        form={form}
        name="worker"
        label={WHO}
        choices={inOrderOfFit(candidates, { language: person.language, chooser }, team).map((one) => ({
          value: one.accountId,
          text: one.accountId === chooser ? `${one.name} (you)` : one.name,
          hint: sayCandidate(one, person.language, team),
        }))}
      />
    </FormPage>
  )
}
