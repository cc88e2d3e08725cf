export function SaveCase(_props: { agent: string; question: string; answer: string; refused: boolean }) {
  return null
}
