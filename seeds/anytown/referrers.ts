/** Someone who refers for their work. Organisation codes are of practices or of organisations.ts. */
export type Referrer = {
  key: string
  name: string
  role: string
  /** One of the allied health professions, where it is one. */
  profession: string | null
  organisation: string
  telephone: string
  email: string
}

/** Dr Patel is the one whom most examples follow. */
export const REFERRERS: Referrer[] = [
  {
    key: 'dr-patel',
    name: 'Dr Asha Patel',
    role: 'GP',
    profession: null,
    organisation: 'ZZ0001',
    telephone: '01632 960000',
    email: 'a.patel@example.org',
  },
  {
    key: 'nurse-oconnor',
    name: 'Siobhan O’Connor',
    role: 'Practice nurse',
    profession: null,
    organisation: 'ZZ0003',
    telephone: '01632 960003',
    email: 's.oconnor@example.org',
  },
  {
    key: 'dr-hughes',
    name: 'Dr Owain Hughes',
    role: 'GP',
    profession: null,
    organisation: 'ZZ0005',
    telephone: '01632 960005',
    email: 'o.hughes@example.org',
  },
  {
    key: 'physio-mensah',
    name: 'Abena Mensah',
    role: 'First contact physiotherapist',
    profession: 'physiotherapist',
    organisation: 'ZZ0007',
    telephone: '01632 960007',
    email: 'a.mensah@example.org',
  },
  {
    key: 'dr-lindqvist',
    name: 'Dr Frances Lindqvist',
    role: 'GP',
    profession: null,
    organisation: 'ZZ0009',
    telephone: '01632 960009',
    email: 'f.lindqvist@example.org',
  },
  {
    key: 'receptionist-bell',
    name: 'Tracey Bell',
    role: 'Care navigator at reception',
    profession: null,
    organisation: 'ZZ0012',
    telephone: '01632 960012',
    email: 't.bell@example.org',
  },
  {
    key: 'pharmacist-choudhury',
    name: 'Rafiq Choudhury',
    role: 'Pharmacist',
    profession: null,
    organisation: 'ZZX01',
    telephone: '01632 960210',
    email: 'r.choudhury@example.org',
  },
  {
    key: 'ot-whitfield',
    name: 'Jo Whitfield',
    role: 'Occupational therapist, discharge team',
    profession: 'occupational therapist',
    organisation: 'ZZT01',
    telephone: '01632 960211',
    email: 'j.whitfield@example.org',
  },
  {
    key: 'firefighter-doyle',
    name: 'Liam Doyle',
    role: 'Firefighter, home safety',
    profession: null,
    organisation: 'ZZF01',
    telephone: '01632 960212',
    email: 'l.doyle@example.org',
  },
  {
    key: 'housing-officer-aziz',
    name: 'Samina Aziz',
    role: 'Housing officer',
    profession: null,
    organisation: 'ZZH01',
    telephone: '01632 960213',
    email: 's.aziz@example.org',
  },
  {
    key: 'social-worker-grant',
    name: 'Marlon Grant',
    role: 'Social worker',
    profession: null,
    organisation: 'ZZL01',
    telephone: '01632 960214',
    email: 'm.grant@example.org',
  },
  {
    key: 'adviser-pritchard',
    name: 'Gwen Pritchard',
    role: 'Advice worker',
    profession: null,
    organisation: 'ZZC02',
    telephone: '01632 960215',
    email: 'g.pritchard@example.org',
  },
]
