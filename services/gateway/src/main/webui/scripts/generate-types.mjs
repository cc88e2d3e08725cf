// Types of the platform's HTTP interface, from its one OpenAPI document, docs/reference/openapi.yaml.
// They are made anew only when the document is newer.
import { mkdir, stat, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const document = new URL('../../../../../../docs/reference/openapi.yaml', import.meta.url)
const folder = new URL('../src/api/generated/', import.meta.url)
const types = new URL('platform.d.ts', folder)
const time = (url) => stat(url).then((found) => found.mtimeMs, () => 0)

if ((await time(types)) <= (await time(document))) {
  await mkdir(folder, { recursive: true })
  const head = '// Made from docs/reference/openapi.yaml by npm run generate.\n'
  await writeFile(types, head + astToString(await openapiTS(document)))
}
