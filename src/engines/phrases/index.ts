export { compilePhrases, type Found, type Matcher, type PhraseEntry } from './matcher.ts'
export { readTokens, type Token } from './tokens.ts'
