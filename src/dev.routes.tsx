import type { FastifyInstance } from 'fastify'
import type { Mode } from '#platform/config.ts'
import { components, pages } from '#ui/preview.tsx'
import { AppShell } from '#ui/shell.tsx'

/** Previews of components and page states, for looking at them; never in production. */
export function addPreviewRoutes(app: FastifyInstance, mode: Mode): void {
  if (mode === 'production') return
  const open = { config: { policy: 'public' } } as const
  app.get('/dev/components', open, (request, reply) =>
    reply.page(
      <AppShell shell={request.shell} title="Components">
        <h1 className="nhsuk-heading-xl">Components</h1>
        {components.map(({ name, node }) => (
          <section key={name} aria-label={name}>
            <p className="nhsuk-caption-m">{name}</p>
            {node(request.shell)}
          </section>
        ))}
      </AppShell>,
    ),
  )
  app.get('/dev/pages', open, (request, reply) =>
    reply.page(
      <AppShell shell={request.shell} title="Page states">
        <h1 className="nhsuk-heading-xl">Page states</h1>
        <ul className="nhsuk-list">
          {pages.map(({ name }, n) => (
            <li key={name}>
              <a href={`/dev/pages/${n + 1}`}>{name}</a>
            </li>
          ))}
        </ul>
      </AppShell>,
    ),
  )
  app.get<{ Params: { number: string } }>('/dev/pages/:number', open, (request, reply) => {
    const found = pages[Number(request.params.number) - 1]
    return found ? reply.page(found.node(request.shell)) : reply.callNotFound()
  })
}
