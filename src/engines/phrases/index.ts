export { compilePhrases, type Found, type Matcher, type PhraseEntry } from './matcher.ts'
export { readTokens, stemOf, type Token } from './tokens.ts'
