import { Button, type ButtonProps } from '@patternfly/react-core'
import { Link } from 'react-router'

type Props = Pick<ButtonProps, 'variant' | 'children' | 'isInline' | 'size'> & { to: string }

/** A link that looks like a button. */
export function LinkButton({ to, ...props }: Props) {
  return <Button {...props} component={(given: object) => <Link {...given} to={to} />} />
}
