/** Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words per sentence + 11.8 syllables per word - 15.59. Links and names of days left out. */
export function readingGrade(words: string): number {
  const plain = words.replace(/https?:\S+/g, '').replace(/[A-Z]{3}-\d{4}|\d+|G\. O\./g, 'it')
  const sentences = plain.split(/[.?!:]\s|\n\n/).filter((sentence) => /[a-z]/i.test(sentence)).length
  const list = plain.match(/[a-z]+/gi) ?? []
  const syllables = list.reduce((sum, word) => sum + syllablesOf(word.toLowerCase()), 0)
  return 0.39 * (list.length / sentences) + 11.8 * (syllables / list.length) - 15.59
}

/** Groups of vowels, a silent e left out: within a few in a hundred of a dictionary's count over a page. */
const syllablesOf = (word: string): number =>
  Math.max(1, (word.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g) ?? []).length)
