import { Bullseye, Spinner } from '@patternfly/react-core'

export function Loading({ what }: { what: string }) {
  return (
    <Bullseye>
      <Spinner aria-label={`Loading ${what}`} />
    </Bullseye>
  )
}
