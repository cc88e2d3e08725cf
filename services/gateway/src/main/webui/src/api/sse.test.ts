import { describe, expect, it } from 'vitest'
import { serverSentEvents } from './sse.ts'

async function read(...chunks: string[]) {
  const body = new ReadableStream<Uint8Array>({
    start(to) {
      chunks.forEach((chunk) => to.enqueue(new TextEncoder().encode(chunk)))
      to.close()
    },
  })
  const read = []
  for await (const event of serverSentEvents(body)) read.push(event)
  return read
}

describe('serverSentEvents', () => {
  it('puts events together that are cut anywhere', async () => {
    expect(await read('id: 1\nda', 'ta: {"a"', ':1}\n', '\n')).toEqual([{ event: 'message', data: '{"a":1}', id: '1' }])
  })

  it('drops comments', async () => {
    expect(await read(':\n\n', 'data: x\n\n')).toEqual([{ event: 'message', data: 'x', id: undefined }])
  })

  it('joins lines of data and keeps the name', async () => {
    expect(await read('event: progress\r\ndata: a\r\ndata: b\r\n\r\n')).toEqual([
      { event: 'progress', data: 'a\nb', id: undefined },
    ])
  })
})
