/** The 14 allied health professions of England, for activity by profession. Codes are stable. */
export const PROFESSIONS = [
  { value: 'art-therapist', text: 'Art therapist' },
  { value: 'drama-therapist', text: 'Drama therapist' },
  { value: 'music-therapist', text: 'Music therapist' },
  { value: 'podiatrist', text: 'Podiatrist' },
  { value: 'dietitian', text: 'Dietitian' },
  { value: 'occupational-therapist', text: 'Occupational therapist' },
  { value: 'operating-department-practitioner', text: 'Operating department practitioner' },
  { value: 'orthoptist', text: 'Orthoptist' },
  { value: 'osteopath', text: 'Osteopath' },
  { value: 'paramedic', text: 'Paramedic' },
  { value: 'physiotherapist', text: 'Physiotherapist' },
  { value: 'prosthetist-orthotist', text: 'Prosthetist or orthotist' },
  { value: 'radiographer', text: 'Radiographer' },
  { value: 'speech-and-language-therapist', text: 'Speech and language therapist' },
] as const
