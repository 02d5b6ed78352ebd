/* The only door to Mantine: screens import from here, so that a change of kit stays one folder. */
export {
  ActionIcon,
  Anchor,
  Button,
  Checkbox,
  CopyButton,
  Drawer,
  Loader,
  MantineProvider,
  Menu,
  Modal,
  MultiSelect,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  TextInput,
  Textarea,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
  createTheme,
  localStorageColorSchemeManager,
  useComputedColorScheme,
} from "@mantine/core";
export { useColorScheme, useDebouncedValue, useMediaQuery, useOnlineStatus } from "./hooks";
export * from "./ask";
export * from "./avatar";
export * from "./chips";
export * from "./dialog";
export * from "./glyphs";
export * from "./picker";
export * from "./list";
export * from "./states";
export * from "./toast";
