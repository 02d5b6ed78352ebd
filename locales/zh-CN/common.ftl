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
