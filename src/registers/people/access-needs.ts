/**
 * What somebody needs so that they can read, hear, say and reach things: the five steps of the Accessible Information
 * Standard (DCB1605: ask, record, flag, share, meet) start from these codes. Codes are stable; `label` is what the
 * person reads, `staff` what whoever rings, writes or meets them must do.
 */
export const ACCESS_NEEDS = {
  'large-print': { group: 'reading', label: 'Large print', staff: 'Write in 16 point or larger.' },
  'easy-read': { group: 'reading', label: 'Easy words and pictures', staff: 'Send easy read. Go through it together.' },
  braille: { group: 'reading', label: 'Braille', staff: 'Send letters in braille.' },
  audio: { group: 'reading', label: 'Something to listen to', staff: 'Send a recording, or read it out by telephone.' },
  'email-for-screen-reader': {
    group: 'reading',
    label: 'Email my computer can read out',
    staff: 'Send plain email, no scanned pages.',
  },
  'coloured-paper': { group: 'reading', label: 'Coloured paper', staff: 'Ask which colour. Print on it.' },
  'read-aloud': {
    group: 'reading',
    label: 'Someone to read it with me',
    staff: 'Do not rely on letters. Ring and read it out.',
  },
  'hearing-loop': { group: 'hearing', label: 'A hearing loop', staff: 'Meet where there is a working loop.' },
  'lip-reading': { group: 'hearing', label: 'I read lips', staff: 'Face them, in good light, and speak clearly.' },
  lipspeaker: { group: 'hearing', label: 'A lipspeaker', staff: 'Book a lipspeaker before you meet.' },
  'bsl-interpreter': {
    group: 'hearing',
    label: 'British Sign Language',
    staff: 'Book a BSL interpreter before you meet.',
  },
  'deafblind-interpreter': {
    group: 'hearing',
    label: 'Deafblind communication',
    staff: 'Book a deafblind interpreter or guide.',
  },
  'speech-to-text': {
    group: 'hearing',
    label: 'Words typed as people speak',
    staff: 'Book a speech-to-text reporter.',
  },
  'text-relay': { group: 'hearing', label: 'Telephone by text relay', staff: 'Dial 18001 before their number.' },
  'no-telephone': { group: 'hearing', label: 'Not the telephone', staff: 'Write or text. Do not ring.' },
  'more-time': { group: 'talking', label: 'More time to talk', staff: 'Plan double time. Wait for the answer.' },
  'communication-aid': {
    group: 'talking',
    label: 'I use a communication aid',
    staff: 'Ask how it works. Leave time for it.',
  },
  'simple-words': { group: 'talking', label: 'Short, simple words', staff: 'One thing at a time. Check they follow.' },
  advocate: { group: 'talking', label: 'Someone to speak up with me', staff: 'Ask the advocate along.' },
  'supporter-present': {
    group: 'talking',
    label: 'Someone I trust beside me',
    staff: 'Agree who, and ask them along.',
  },
  reminders: { group: 'talking', label: 'A reminder before we meet', staff: 'Remind them the day before, their way.' },
  'step-free': { group: 'meeting', label: 'No steps', staff: 'Meet where there are no steps.' },
  wheelchair: { group: 'meeting', label: 'Room for a wheelchair', staff: 'Check doors, lift and toilet first.' },
  'quiet-place': { group: 'meeting', label: 'A quiet place', staff: 'Meet where it is calm, with soft light.' },
  'home-visit': { group: 'meeting', label: 'Meeting at home', staff: 'They cannot easily come out. Offer a visit.' },
  'assistance-dog': {
    group: 'meeting',
    label: 'My assistance dog comes too',
    staff: 'Tell the place that a dog is coming.',
  },
} as const satisfies Record<string, { group: AccessNeedGroup; label: string; staff: string }>

export type AccessNeedGroup = 'reading' | 'hearing' | 'talking' | 'meeting'
export type AccessNeed = keyof typeof ACCESS_NEEDS

/** The headings under which the codes are asked, in this order. */
export const ACCESS_NEED_GROUPS: Record<AccessNeedGroup, string> = {
  reading: 'Reading',
  hearing: 'Hearing',
  talking: 'Talking and understanding',
  meeting: 'Meeting',
}

/** Whether a text is one of the codes. */
export const isAccessNeed = (code: string): code is AccessNeed => Object.hasOwn(ACCESS_NEEDS, code)
