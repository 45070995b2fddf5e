import type { FastifyInstance } from 'fastify'
import type { MapTiles } from '#platform/config.ts'
import { listTeams } from '#registers/teams/index.ts'
import { ForGroupsPage } from './for-groups.pages.tsx'
import { HomePage, type WayOn } from './home.pages.tsx'
import { AccessibilityPage } from './accessibility.pages.tsx'
import { PrivacyPage } from './privacy.pages.tsx'
import { UrgentHelpPage } from './urgent-help.pages.tsx'

/** The front door, and the pages that must work while the database is away. */
export function addSignpostingRoutes(app: FastifyInstance, tiles?: MapTiles): void {
  app.get('/', { config: { policy: 'public' } }, (request, reply) =>
    reply.page(<HomePage shell={request.shell} ways={WAYS} />),
  )
  app.get('/for-groups', { config: { policy: 'public' } }, async ({ context, shell }, reply) =>
    reply.page(<ForGroupsPage shell={shell} teams={await context.transaction(listTeams)} />),
  )
  const always = { config: { policy: 'public', withoutDatabase: true } } as const
  app.get('/urgent-help', always, (request, reply) => reply.page(<UrgentHelpPage shell={request.shell} />))
  app.get('/accessibility', always, (request, reply) => reply.page(<AccessibilityPage shell={request.shell} />))
  app.get('/privacy', always, (request, reply) =>
    reply.page(<PrivacyPage shell={request.shell} mapHost={tiles && new URL(tiles.origin).host} />),
  )
}

const WAYS: readonly WayOn[] = [
  {
    href: '/ask',
    heading: 'Talk to a link worker',
    text: 'A link worker has time to listen. They help you find what suits you, and can go with you the first time.',
  },
  {
    href: '/ask/for-someone',
    heading: 'Help for someone else',
    text: 'For your mum, a neighbour, or someone you meet in your work. It takes about five minutes. They should know that you are asking.',
  },
  {
    href: '/refer',
    heading: 'I work with people',
    text: 'Refer someone in about a minute, and hear what becomes of it. See who can help, and how long people wait.',
  },
]
