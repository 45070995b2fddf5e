// The page is replaced, not left: "back" does not lead to it again. Without this module the link is an ordinary link.
for (const link of document.querySelectorAll('[data-quick-exit]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    document.body.hidden = true
    document.title = 'Loading'
    location.replace(link.href)
  })
}
