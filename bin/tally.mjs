// A second reporter beside the readable one: counts, and every reason for a skip, as one line of JSON.

/** @param {import('node:test/reporters').TestEventGenerator} events */
export default async function* tally(events) {
  const skips = []
  for await (const { type, data } of events) {
    if (type === 'test:pass' && data.skip !== undefined) skips.push({ test: data.name, reason: String(data.skip) })
    if (type === 'test:summary' && data.file === undefined) {
      const { passed, failed, cancelled, skipped } = data.counts
      yield JSON.stringify({ passed, failed: failed + cancelled, skipped, skips })
    }
  }
}
