import type { CompiledQuery } from 'kysely'
import type { Statement } from './database.ts'

/**
 * A statement that is always the same but for its values, built once and not each time it is asked: building takes longer
 * than sending. `build` must pass its values on as they are (they are stand-ins when it is called) and decide nothing by them.
 */
export function prepared<Values extends unknown[], Row>(
  build: (...values: Values) => Statement<Row>,
): (...values: Values) => Statement<Row> {
  let kept: { built: CompiledQuery<Row>; places: (number | undefined)[] } | undefined
  return (...values) => {
    if (!kept) {
      const standIns = values.map((_, n) => Symbol(`value ${n + 1}`))
      const built = build(...(standIns as unknown as Values)).compile()
      const places = built.parameters.map((parameter) =>
        typeof parameter === 'symbol' ? standIns.indexOf(parameter) : undefined,
      )
      kept = { built, places }
    }
    const { built, places } = kept
    const parameters = places.map((place, n) => (place === undefined ? built.parameters[n] : values[place]))
    return { compile: () => ({ ...built, parameters }) }
  }
}
