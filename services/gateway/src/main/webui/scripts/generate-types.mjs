// Types of the platform's HTTP interfaces, from the OpenAPI documents under src/api/openapi.
// A document is made anew only when it is newer than its types.
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const from = new URL('../src/api/openapi/', import.meta.url)
const to = new URL('../src/api/generated/', import.meta.url)
const time = (url) => stat(url).then((found) => found.mtimeMs, () => 0)

await mkdir(to, { recursive: true })
for (const name of (await readdir(from)).filter((file) => file.endsWith('.yaml'))) {
  const document = new URL(name, from)
  const types = new URL(name.replace(/\.yaml$/, '.d.ts'), to)
  if ((await time(types)) > (await time(document))) continue
  const head = `// Made from src/api/openapi/${name} by npm run generate.\n`
  await writeFile(types, head + astToString(await openapiTS(document)))
}
