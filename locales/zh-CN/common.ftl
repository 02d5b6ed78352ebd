### Words that the console, the portal and mails share.
### The same ids and variables in every language; a test compares them.

## Statuses: the names of the categories; a desk's own statuses keep their own names

status-new = 新建
status-open = 处理中
status-pending = 等待客户
status-on-hold = 挂起
status-solved = 已解决
status-closed = 已关闭

## Priorities and how they are derived

priority-urgent = 紧急
priority-high = 高
priority-normal = 普通
priority-low = 低
priority-none = 无优先级
level-high = 高
level-medium = 中
level-low = 低

## SLA metrics

metric-first-response = 首次响应
metric-next-response = 下次响应
metric-update = 进展更新
metric-resolution = 解决时限

## Channels

channel-email = 邮件
channel-web = 网页表单
channel-portal = 客户门户
channel-api = API
channel-phone = 电话
channel-chat = 在线聊天
channel-sms = 短信
channel-social = 社交媒体
channel-monitoring = 监控系统
channel-other = 其他

## Entitlement

outcome-covered = 在保
outcome-over-limit = 超出限额
outcome-uncovered = 未在保
limit-block = 已拦截
limit-charge = 已受理并计费
limit-without-sla = 已受理，无 SLA
limit-fallback-sla = 已受理，使用备用 SLA
limit-tolerated = 超限宽限
limit-urgent-accepted = 因紧急受理
limit-ask-approval = 等待审批
admission-admitted = 已受理
admission-held = 等待审批
admission-blocked = 已拦截：点数已用完
contract-state-draft = 草稿
contract-state-awaiting-acceptance = 等待客户接受
contract-state-active = 生效中
contract-state-suspended = 已暂停
contract-state-expired = 已到期
contract-state-cancelled = 已取消
entry-grant = 发放
entry-consume = 使用
entry-refund = 退还
entry-expire = 过期
entry-roll-over = 结转
entry-top-up = 加购
entry-adjust = 调整
entry-overage = 超额
cause-spam = 垃圾邮件
cause-merge = 工单合并
cause-duplicate = 重复工单
cause-own-defect = 我方缺陷
cause-defect = 我方缺陷
cause-wrong-routing = 路由错误
cause-cancelled = 已取消
cause-declined = 已拒绝
cause-created = 工单创建
cause-decided-again = 重新判定
cause-ticket = 工单创建
cause-over-limit = 超出限额
cause-period = 新周期发放
cause-period-end = 周期结束
cause-reopened = 重新打开
unit-day = { $count ->
     [1] 每天
    *[other] 每 { $count } 天
    }
unit-week = { $count ->
     [1] 每周
    *[other] 每 { $count } 周
    }
unit-month = { $count ->
     [1] 每月
    *[other] 每 { $count } 个月
    }
unit-quarter = { $count ->
     [1] 每季度
    *[other] 每 { $count } 个季度
    }
unit-half-year = { $count ->
     [1] 每半年
    *[other] 每 { $count } 个半年
    }
unit-year = { $count ->
     [1] 每年
    *[other] 每 { $count } 年
    }

## Problems, by the stable code of the API

error-offline = 当前离线。内容没有丢失，请在网络恢复后重试。
error-server = 服务器暂时无法响应，请稍后重试。
error-unexpected = 发生了意外情况，请重试。
error-unauthenticated = 会话已结束，请重新登录。
error-invalid-credentials = 邮箱或密码错误。
error-invalid-code = 验证码错误或已被使用。
error-second-factor-required = 请先输入身份验证器中的验证码。
error-wrong-password = 当前密码不正确。
error-password-too-short = 密码太短。
error-password-too-long = 密码过长。
error-password-too-easy = 该密码容易被猜到，请换一个。
error-totp-enabled = 两步验证已经开启。
error-totp-not-enabled = 两步验证已经关闭。
error-totp-not-started = 请重新开始开启两步验证。
error-forbidden = 您的角色无权执行此操作。
error-not-found = 内容不存在，或您无权查看。
error-stale-version = 在此期间已有人修改。现在显示的是最新内容，请重新修改。
error-if-match-required = 请求未说明所修改的版本。
error-idempotency-key-reused = 该请求已以其他内容发送过，请重试。
error-too-many-requests = 尝试次数过多，请在 { $seconds } 秒后重试。
error-invalid-body = 服务器无法理解该请求。
error-invalid-json = 服务器无法理解该请求。
error-invalid-fields = 部分字段有误。
error-unknown-field = 请求包含服务器不认识的字段。
error-invalid-cursor = 列表已变化，请重新加载。
error-csrf-token-invalid = 会话已变更，请重新加载页面。
error-foreign-origin = 请求并非来自本服务台。
error-pause-reason-missing = 暂停必须说明原因。
error-reason-missing = 此操作必须说明原因。
error-reason-too-long = 原因过长。
error-status-transition-invalid = 工单无法从当前状态变更为该状态。
error-status-not-found = 该状态已不存在。
error-not-solved = 只有已解决或已关闭的工单才能重新打开。
error-already-decided = 已有人处理过此请求。
error-not-waiting = 此工单无需审批。
error-ticket-merged = 工单已合并，请在目标工单中回复。
error-merge-into-itself = 工单不能与自身合并。
error-merge-across-accounts = 不同客户的工单不能合并。
error-assignee-not-found = 该客服已不存在。
error-agent-disabled = 该客服账号已停用。
error-requester-missing = 请填写请求人。
error-requester-invalid = 请求人有误。
error-email-invalid = 邮箱地址有误。
error-subject-empty = 缺少主题。
error-subject-too-long = 主题过长。
error-body-empty = 缺少正文。
error-tag-invalid = 标签只能包含文字、数字和连字符。
error-too-many-tags = 工单的标签已达上限。
error-too-many-attachments = 单条消息的附件过多。
error-too-many-recipients = 收件地址过多。
error-attachment-not-found = 附件已失效，请重新添加。
error-file-too-large = 文件过大。
error-body-too-large = 内容过大，无法发送。
error-mail-not-suspended = 此邮件已被处理。
error-mail-unreadable = 无法读取此邮件。
error-mail-bytes-missing = 此邮件的原始数据缺失或已损坏。
error-refund-cause-invalid = 此原因不能退还点数。
error-refund-not-in-plan = 该工单的技术支持计划不因此原因退还点数。
error-nothing-to-refund = 该工单没有可退还的点数。
error-address-taken = 此地址属于另一位联系人。
error-sender-missing = 此邮件没有可回复的发件人。
error-scope-not-held = 令牌权限不能超过您本人。
error-scopes-missing = 请选择令牌权限。
error-invalid-expiry = 有效期有误。
error-too-many-tokens = 令牌过多，请先吊销一个。
error-not-a-session = 仅限在浏览器登录的人员执行。
error-contract-in-force = 合同正在生效。
error-account-not-followed = 您既不属于该客户，也未关注该客户。
error-account-not-found = 该客户已不存在。
error-align-day-invalid = 周期起始日有误。
error-asset-not-found = 该资产已不存在。
error-asset-of-other-account = 该资产属于其他客户。
error-asset-of-other-product = 该资产属于其他产品。
error-bad-date = 日期有误，请按 2026-12-25 的格式填写。
error-bad-step-id = 步骤标识只能包含字母、数字、下划线和连字符。
error-bad-tag = 步骤中的标签有误。
error-bad-time = 时间有误，请按 09:00 的格式填写。
error-began-at-invalid = 该开始时间无效。
error-beyond-range = 该时间超出可计算的范围。
error-body-too-slow = 上传耗时过长，请重试。
error-bucket-periods-changed = 合同使用期间，额度的周期不能更改。
error-builtin-role = 内置角色不能更改。
error-calendar-not-found = 该日历已不存在。
error-cannot-disable-self = 您不能停用自己的账号，请由他人操作。
error-cap-without-rollover = 设置结转上限前，请先允许额度结转。
error-category-invalid = 没有这样的状态类别。
error-channel-invalid = 没有这样的渠道。
error-charge-transition-invalid = 该费用无法从当前状态变更为该状态。
error-console-not-built = 此服务器的构建中不含控制台。
error-contact-not-found = 该联系人已不存在。
error-contract-overlap = 同一时间已有另一份合同覆盖相同的范围。
error-contract-transition-invalid = 合同在当前状态下不能执行此操作。
error-control-character = 文本中含有无法显示的字符。
error-count-invalid = 周期数有误。
error-created-twice = 工单历史中出现了两次创建。
error-currency-invalid = 币种有误，请填写如 EUR 的代码。
error-default-plan = 默认方案必须保持可用，请先选择其他默认方案。
error-domain-taken = 该邮箱域名已属于其他客户。
error-duplicate = 存在重复项。
error-duplicate-step-id = 有两个步骤使用了相同的标识。
error-email-taken = 该邮箱地址已被使用。
error-empty-interval = 营业时间的开始与结束不能相同。
error-empty-value = 有一个值为空。
error-end-before-start = 结束日期早于开始日期。
error-events-out-of-order = 工单历史的顺序有误。
error-ics-too-large = 日历文件过大。
error-idempotency-key-required = 无法识别重复的请求，请重新加载页面。
error-in-the-past = 该时间已经过去。
error-internal-error = 服务器出错，错误已记录。
error-invalid-characters = 只能包含字母、数字、句点、下划线和连字符。
error-invalid-currency = 币种有误，请填写如 EUR 的代码。
error-invalid-date = 日期有误。
error-invalid-domain = 邮箱域名有误，请按 example.com 的格式填写。
error-invalid-email = 邮箱地址有误。
error-invalid-filter = 筛选条件有误。
error-invalid-ics = 无法读取该日历文件。
error-invalid-idempotency-key = 无法识别重复的请求，请重新加载页面。
error-invalid-if-match = 请求未说明所修改的版本。
error-invalid-last-event-id = 无法从中断处继续实时更新，请重新加载页面。
error-invalid-limit = 无法在一页中显示这么多条目。
error-invalid-locale = 没有这样的语言。
error-invalid-name = 名称须为一行文字，长度为 1 到 120 个字符。
error-invalid-owner = 视图只能属于您本人、您所在的团队或所有人。
error-invalid-preferences = 偏好设置的内容过大。
error-invalid-query = 请求地址有误。
error-invalid-signature = 签名过长。
error-invalid-sort = 列表不能按此方式排序。
error-invalid-zone = 没有这样的时区。
error-inverted-interval = 营业时间的结束早于开始。
error-last-administrator = 这是最后一位管理员，请先指定另一位。
error-layer-fixed = SLA 的层级不能更改。
error-lease-lost = 该任务已由其他服务器接手。
error-level-invalid = 影响和紧急程度只能为高、中或低。
error-limits-missing = 该方案至少需要一项额度。
error-limits-on-unlimited-plan = 不限量方案不能设置额度。
error-manager-circle = 上下级关系不能形成循环。
error-manager-too-deep = 上下级层级过多。
error-method-not-allowed = 此地址不支持该操作。
error-name-invalid = 名称只能包含字母、数字、下划线和连字符。
error-name-taken = 该名称已被使用。
error-name-too-long = 名称过长。
error-negative-duration = 时长不能为负数。
error-never-open = 该日历没有任何营业时间。
error-no-actions = 步骤中至少要有一个动作。
error-no-closed-status = 规则中必须有一个终止计时的状态。
error-not-created = 工单历史缺少创建记录。
error-nothing-to-take = 没有可扣除的额度。
error-nul-in-text = 文本中含有无法保存的字符。
error-out-of-range = 数值超出允许范围。
error-overlapping-interval = 营业时间有重叠。
error-parent-circle = 客户不能隶属于自身。
error-parent-too-deep = 客户层级过多。
error-password-changed = 密码已在此期间被更改，请重新登录。
error-percent-out-of-range = 目标时间的百分比超出允许范围。
error-permission-beyond-giver = 您不能授予超出自身权限的权限。
error-permission-not-for-agents = 该权限仅适用于客户一方。
error-permission-not-for-customers = 该权限仅适用于客服一方。
error-plan-not-found = 该方案已不存在。
error-policy-incomplete = 达到额度时的策略还缺少内容。
error-priority-invalid = 没有这样的优先级。
error-product-code-taken = 该产品代码已被使用。
error-product-not-found = 该产品已不存在。
error-public-mail-domain = 该域名属于公共邮箱服务，不能归属某个客户。
error-reassign-to-nobody = 转派步骤需要指定团队或客服。
error-required = 缺少必填内容。
error-role-in-use = 该角色仍有人使用，请先为其分配其他角色。
error-role-name-invalid = 角色名称有误。
error-role-name-reserved = 该名称属于内置角色。
error-role-name-taken = 该角色名称已被使用。
error-role-not-for-agents = 客服只能使用客服一方的角色。
error-seconds-out-of-range = 时间超出允许范围。
error-sla-not-found = 该 SLA 已不存在。
error-status-archived = 该状态已归档。
error-status-is-default = 该状态是其类别的默认状态，请先选择其他默认状态。
error-status-name-taken = 该状态名称已被使用。
error-store-busy = 数据库正忙，请稍后重试。
error-store-configuration = 数据库配置有误，请联系系统管理员。
error-store-conflict = 与现有数据冲突，请重新加载页面。
error-store-contended = 同时修改同一内容的人过多，请稍后重试。
error-store-inconsistent = 服务器发现数据不一致，已记录。
error-store-nul-in-text = 文本中含有无法保存的字符。
error-store-out-of-range = 数值超出允许范围。
error-store-outcome-unknown = 无法确定是否已保存。请重试，同一操作不会重复执行。
error-store-panicked = 服务器出错，错误已记录。
error-store-poisoned = 数据库因故障停止，请联系系统管理员。
error-store-row-count = 服务器发现数据不一致，已记录。
error-store-schema = 数据库属于其他版本，请联系系统管理员。
error-store-statement-failed = 服务器出错，错误已记录。
error-store-unavailable = 数据库无响应，请稍后重试。
error-target-seconds-out-of-range = 目标时间超出允许范围。
error-team-not-found = 该团队已不存在。
error-ticket-type-name-taken = 该工单类型名称已被使用。
error-too-long = 文本过长。
error-too-many = 条目过多。
error-too-many-actions = 单个步骤的动作过多。
error-too-many-dates = 日期过多。
error-too-many-events = 日历文件中的条目过多。
error-too-many-exceptions = 日历中的例外过多。
error-too-many-intervals = 一天内的营业时段过多。
error-too-many-pauses = 暂停条件过多。
error-too-many-roles = 角色数量已达上限。
error-too-many-statuses = 状态数量已达上限。
error-too-many-steps = 步骤过多。
error-too-many-streams = 打开的窗口过多，请关闭一些后重新加载。
error-too-many-targets = 目标过多。
error-too-many-ticket-types = 工单类型数量已达上限。
error-too-many-tickets = 一次处理的工单过多。
error-too-many-values = 值过多。
error-too-many-views = 视图数量已达上限。
error-type-not-found = 该工单类型已不存在。
error-unknown-bucket = 没有这样的额度。
error-unknown-channel = 没有这样的渠道。
error-unknown-layer = 没有这样的 SLA 层级。
error-unknown-metric = 没有这样的指标。
error-unknown-permission = 没有这样的权限。
error-unknown-policy = 没有该 SLA 版本。
error-unknown-reference = 所选的内容已不存在。
error-unknown-state = 没有这样的状态。
error-unknown-status = 没有这样的状态。
error-unknown-weekday = 没有这样的星期。
error-unknown-word = 没有这样的选项。
error-unknown-zone = 没有这样的时区。
error-unsupported-media-type = 服务器不支持此类内容。
error-until-in-the-past = 暂停的结束时间已经过去。
error-wrong-layer = 该 SLA 属于其他层级。
error-http-413 = 内容过大，无法发送。
error-http-429 = 请求过多，请稍后重试。
error-http-404 = 内容不存在，或您无权查看。
error-http-401 = 会话已结束，请重新登录。
error-http-403 = 您的角色无权执行此操作。
