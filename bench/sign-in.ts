/** Signs in as one of the invented people, as the demo lets one; answers the cookies to send. */
export async function signIn(port: number, email: string): Promise<string> {
  const address = `http://127.0.0.1:${port}`
  const page = await fetch(`${address}/sign-in`)
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1]
  if (!token) throw new Error('the sign-in page has no form')
  const reply = await fetch(`${address}/sign-in/demo`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(page), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: token, email }),
  })
  if (reply.status !== 303) throw new Error(`sign-in as ${email} answered ${reply.status}`)
  return cookiesOf(reply)
}

const cookiesOf = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
