import { ChangedNotice } from '#care/referrals/index.ts'
import type { FormState } from '#platform/forms.ts'
import { nameOf } from '#registers/people/index.ts'
import { ChoiceField, DayField, TextAreaField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { PauseForm } from './contact.forms.ts'
import { PAUSE_REASONS } from './contact.rules.ts'
import { EpisodeAside } from './episode-aside.pages.tsx'
import type { OpenedEpisode } from './open-episode.ts'

interface Props {
  shell: Shell
  opened: OpenedEpisode
}

/** Letting somebody rest, with a day on which we ask again. */
export const PausePage = ({
  shell,
  opened,
  form,
  version,
  latest,
}: Props & { form: FormState<PauseForm>; version: number; latest?: string }) => (
  <FormPage
    shell={shell}
    title={`Let the work with ${nameOf(opened.person)} rest`}
    back={`/episodes/${opened.episode.id}/contact`}
    form={form}
    submit="Let it rest"
    lede={
      <>
        {latest && <ChangedNotice latest={latest} />}
        <p>Nobody is forgotten: on the day that you choose, asking them again comes back to your day.</p>
      </>
    }
    aside={<EpisodeAside opened={opened} />}
  >
    <input type="hidden" name="version" value={version} />
    <ChoiceField
      form={form}
      name="reason"
      label="Why?"
      choices={Object.entries(PAUSE_REASONS).map(([value, text]) => ({ value, text }))}
    />
    <DayField form={form} name="until" label="When do you ask them again?" hint="Within half a year." />
    <TextAreaField form={form} name="note" label="Notes (optional)" rows={3} max={2_000} />
  </FormPage>
)

/** Going on after a rest. */
export const ResumePage = ({ shell, opened }: Props) => (
  <FormPage
    shell={shell}
    title={`Go on with ${nameOf(opened.person)}`}
    back={`/people/${opened.person.id}`}
    submit="Go on"
    lede={<p>Being in touch with them comes to your day on the next working day.</p>}
    other={<a href={`/episodes/${opened.episode.id}/closure`}>Close instead</a>}
    aside={<EpisodeAside opened={opened} />}
  />
)
