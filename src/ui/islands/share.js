// <span data-share="https://…" hidden>: a button that hands an address to the phone's own way of sharing, or copies it.
// Where a browser can do neither, nothing is shown.
for (const place of document.querySelectorAll('[data-share]')) enhance(place)

function enhance(place) {
  const url = place.dataset.share
  const native = typeof navigator.share === 'function'
  if (!native && !navigator.clipboard) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'nhsuk-button nhsuk-button--secondary'
  button.textContent = native ? 'Send another way' : 'Copy the link'
  const status = document.createElement('span')
  status.setAttribute('role', 'status')
  const say = (words) => {
    status.textContent = words
  }
  button.addEventListener('click', () => {
    const done = native
      ? navigator.share({ url })
      : navigator.clipboard.writeText(url).then(() => say('Copied. You can paste it now.'))
    // Who closes the phone's own window has changed their mind: nothing went wrong.
    done.catch((error) => error.name !== 'AbortError' && say(`This is the link: ${url}`))
  })
  place.append(button, status)
  place.hidden = false
}
