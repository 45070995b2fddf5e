export { compilePhrases, type Found, type Matcher, type PhraseEntry } from './matcher.ts'
export { readTokens, STOP, type Token } from './tokens.ts'
