import {
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  MenuToggle,
  PageToggleButton,
  ToggleGroup,
  ToggleGroupItem,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core'
import AdjustIcon from '@patternfly/react-icons/dist/esm/icons/adjust-icon'
import MoonIcon from '@patternfly/react-icons/dist/esm/icons/moon-icon'
import SunIcon from '@patternfly/react-icons/dist/esm/icons/sun-icon'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { useMe } from '../api/me.tsx'
import { followSystem, storedTheme, storeTheme, type Theme } from './theme.ts'

export function ConsoleMasthead({ onSignOut }: { onSignOut: () => void }) {
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton isHamburgerButton aria-label="Places" />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to="/" aria-label="Tandem, home" />}>
            <img src="/tandem.svg" alt="" className="tandem-logo" />
            <span className="tandem-name">Tandem</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }}>
              <ToolbarItem>
                <ThemeSwitch />
              </ToolbarItem>
              <ToolbarItem>
                <PersonMenu onSignOut={onSignOut} />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  )
}

const THEMES: { theme: Theme; name: string; icon: typeof SunIcon }[] = [
  { theme: 'system', name: 'Like the system', icon: AdjustIcon },
  { theme: 'light', name: 'Light', icon: SunIcon },
  { theme: 'dark', name: 'Dark', icon: MoonIcon },
]

function ThemeSwitch() {
  const [chosen, setChosen] = useState(storedTheme)
  useEffect(followSystem, [])
  const choose = (theme: Theme) => {
    storeTheme(theme)
    setChosen(theme)
  }
  return (
    <ToggleGroup aria-label="Theme" isCompact>
      {THEMES.map(({ theme, name, icon: Icon }) => (
        <ToggleGroupItem
          key={theme}
          aria-label={name}
          icon={<Icon />}
          isSelected={chosen === theme}
          onChange={() => choose(theme)}
        />
      ))}
    </ToggleGroup>
  )
}

function PersonMenu({ onSignOut }: { onSignOut: () => void }) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const known = me.roles.filter((role) => ROLES.includes(role))
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'end' }}
      toggle={(ref) => (
        <MenuToggle ref={ref} isExpanded={open} onClick={() => setOpen(!open)} aria-label={`Signed in as ${me.name}`}>
          {me.name}
        </MenuToggle>
      )}
    >
      <DropdownGroup label={`${known.join(', ') || 'no role'} · team ${me.teams.join(', ') || 'none'}`}>
        <DropdownList>
          <DropdownItem key="sign-out" onClick={onSignOut}>
            Sign out
          </DropdownItem>
        </DropdownList>
      </DropdownGroup>
    </Dropdown>
  )
}

const ROLES = ['viewer', 'builder', 'operator', 'approver', 'auditor', 'admin']
