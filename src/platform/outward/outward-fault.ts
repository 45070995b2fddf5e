/** Why an address could not be read, in plain words. */
export class OutwardFault extends Error {
  override name = 'OutwardFault'
  /** Whether it may pass by itself. */
  readonly again: boolean
  /** How long the other side asks to be left alone, in milliseconds. */
  readonly wait: number
  /** The status it answered with, when that is the fault. */
  readonly status: number | undefined

  constructor(
    reason: string,
    { again = false, wait = 0, status }: { again?: boolean; wait?: number; status?: number } = {},
  ) {
    super(reason)
    this.again = again
    this.wait = wait
    this.status = status
  }

  get reason(): string {
    return this.message
  }
}

/** An error of the network as a fault. What we do not know may pass, so it is tried again. Throws bugs of ours on. */
export function faultOf(error: unknown): OutwardFault {
  if (error instanceof OutwardFault) return error
  const { code } = error as { code?: string }
  const cause = (error as Error).cause
  if (cause instanceof OutwardFault) return cause
  if (!code) throw error
  const known = WORDS[code]
  if (known) return new OutwardFault(known)
  if (CUT_OFF.includes(code)) return new OutwardFault('The answer broke off before its end', { again: true })
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_FORMAT'))
    return new OutwardFault('The answer says that it is packed, and cannot be unpacked')
  if (code.startsWith('HPE_') || code === 'UND_ERR_INVALID_ARG')
    return new OutwardFault('What answers there does not speak HTTP')
  return new OutwardFault('It could not be reached', { again: true })
}

const CUT_OFF = [
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_ABORTED',
  'ECONNRESET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'Z_BUF_ERROR',
]

const SELF_SIGNED = 'Its certificate is self-signed: nobody vouches that it is who it says'
const UNKNOWN_ISSUER = 'Its certificate is vouched for by nobody we know, or it leaves out who is between'

const WORDS: Record<string, string> = {
  ENOTFOUND: 'There is no host of that name',
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  CERT_HAS_EXPIRED: 'Its certificate has run out',
  CERT_NOT_YET_VALID: 'Its certificate is not valid yet',
  CERT_REVOKED: 'Its certificate was taken back',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  ERR_SSL_WRONG_VERSION_NUMBER: 'What answers there does not speak https',
  EPROTO: 'What answers there does not speak https',
}
