import { connect } from 'node:net'

export interface Answer {
  status: number
  /** Octets of the body as it came over the wire. */
  bytes: number
  body: string
}

/** One connection that is kept open and takes one request at a time. As cheap as can be: it shares the machine with what it measures. */
export interface Connection {
  /** `line`: method and path. */
  request(line: string, headers: readonly string[], body?: string): Promise<Answer>
  close(): void
}

export function openConnection(port: number): Connection {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined
  let parts: Buffer[] = []
  const fail = (error: Error) => waiting?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.on('data', (part) => {
    parts.push(part)
    const answer = whole(parts.length === 1 ? part : Buffer.concat(parts))
    if (!answer) return
    parts = []
    const asked = waiting
    waiting = undefined
    asked?.resolve(answer)
  })
  return {
    request: (line, headers, body = '') =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        const sent = body
          ? [...headers, 'content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]
          : headers
        socket.write(`${line} HTTP/1.1\r\nhost: localhost\r\n${sent.join('\r\n')}\r\n\r\n${body}`)
      }),
    close: () => socket.removeAllListeners('close').destroy(),
  }
}

/** The answer, once all of it is there. The server says how long it is. */
function whole(received: Buffer): Answer | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = received.toString('latin1', 0, end)
  const bytes = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
  if (received.length < end + 4 + bytes) return undefined
  return { status: Number(head.slice(9, 12)), bytes, body: received.toString('utf8', end + 4) }
}
