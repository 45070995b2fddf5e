/** The name, set as text, with a small lattice and a leaf. */
export const WordMark = () => (
  <span className="trellis-mark">
    <svg
      className="trellis-mark__lattice"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d="M3.5 12 20 28.5M12 3.5 28.5 20M3.5 20 20 3.5M12 28.5 28.5 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path fill="#e0962a" d="M22 10c0-5.5 2.5-8.5 9-8.5 0 6-3 8.5-9 8.5Z" />
    </svg>
    <span className="trellis-mark__name">Trellis</span>
  </span>
)
