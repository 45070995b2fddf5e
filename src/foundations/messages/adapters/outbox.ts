import type { Adapter } from './adapter.ts'

/** For the demo: nothing leaves. Whoever tries Trellis reads everything on the outbox page, whichever way it would have gone. */
export const outboxAdapter: Adapter = {
  name: 'outbox',
  channels: ['email', 'text', 'letter'],
  readHere: true,
  send: async (message) => ({ reference: message.id }),
}
