import type { ReactNode } from 'react'

/** The first thing on a first page: a question or a promise, and one thing to do. */
export const Hero = ({ title, lede, children }: { title: string; lede?: string; children?: ReactNode }) => (
  <div className="trellis-hero">
    <div className="nhsuk-width-container">
      <div className="trellis-hero__inside">
        <h1 className="trellis-hero__title">{title}</h1>
        {lede && <p className="trellis-hero__lede">{lede}</p>}
        {children}
      </div>
    </div>
  </div>
)
