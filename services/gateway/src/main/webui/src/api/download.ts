import { authorized, problemOf } from './client.ts'

/** Hands what a path answers to the browser as a file. */
export async function download(path: string, name: string): Promise<void> {
  const response = await authorized(path)
  if (!response.ok) throw await problemOf(response)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The given values as a query; what is empty is left out. */
export function queryOf(values: object): string {
  return String(new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))))
}
